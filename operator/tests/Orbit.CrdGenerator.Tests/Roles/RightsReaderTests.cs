using k8s.Models;
using KubeOps.Abstractions.Rbac;
using Orbit.CrdGenerator.Roles;
using Orbit.Kubernetes.Roles;

namespace Orbit.CrdGenerator.Tests.Roles;

public class RightsReaderTests
{
    private const string Role = "operator";

    [Fact]
    public void IfAClassUsesAKindThenItsStatusIsNoPartOfThat() =>
        Read<Reader>().Should().BeEquivalentTo([Of("", "pods", "get"), Of("", "pods", "list"), Of("coordination.k8s.io", "leases", "get"), Of("coordination.k8s.io", "leases", "list")]);

    [Fact]
    public void IfAClassUsesASubresourceThenItsKindIsNoPartOfThat() =>
        Read<StatusWriter>().Should().BeEquivalentTo([Of("", "pods/status", "patch")]);

    [Fact]
    public void IfARightIsConfinedThenItHoldsNowhereElseAndForNoOtherObject() =>
        Read<Elector>().Should().BeEquivalentTo([Of("coordination.k8s.io", "leases", "update") with { Role = "election", Namespace = "there", Name = "mine" }]);

    [Fact]
    public void IfEveryVerbIsAskedForByNameThenThereIsNoWildcard() =>
        Read<Greedy>().Select(right => right.Verb).Should().BeEquivalentTo("get", "list", "watch", "create", "update", "patch", "delete");

    [Fact]
    public void IfEverythingIsAskedForThenThereIsAWildcard() =>
        Read<Boundless>().Should().BeEquivalentTo([Of("", "pods", "*")]);

    [Fact]
    public void IfARightToCreateIsBoundToANameThenItIsRefusedBecauseKubernetesWouldGrantNothing() =>
        FluentActions.Invoking(Read<NamedCreator>).Should().Throw<InvalidOperationException>().WithMessage("election: the right to create can't be bound to names (mine).");

    [Fact]
    public void IfATypeIsNoKindThenItIsRefused() =>
        FluentActions.Invoking(Read<Confused>).Should().Throw<InvalidOperationException>().WithMessage("String stands for no kind: it has no [KubernetesEntity].");

    private static Right[] Read<T>() => [.. new RightsReader(Role).Read([typeof(T)]).Select(right => right with { User = "" })];

    private static Right Of(string @group, string resource, string verb) => new(Role, Namespace: null, @group, resource, Name: null, verb, User: "");

    [EntityRbac(typeof(V1Pod), typeof(V1Lease), Verbs = RbacVerb.Get | RbacVerb.List)]
    private sealed class Reader;

    [GenericRbac(Groups = [""], Resources = ["pods/status"], Verbs = RbacVerb.Patch)]
    private sealed class StatusWriter;

    [RoleRbac("election", typeof(V1Lease), Namespace = "there", Names = ["mine"], Verbs = RbacVerb.Update)]
    private sealed class Elector;

    [EntityRbac(typeof(V1Pod), Verbs = RbacVerb.AllExplicit)]
    private sealed class Greedy;

    [EntityRbac(typeof(V1Pod), Verbs = RbacVerb.All)]
    private sealed class Boundless;

    [RoleRbac("election", typeof(V1Lease), Namespace = "there", Names = ["mine"], Verbs = RbacVerb.Create | RbacVerb.Update)]
    private sealed class NamedCreator;

    [EntityRbac(typeof(string), Verbs = RbacVerb.Get)]
    private sealed class Confused;
}

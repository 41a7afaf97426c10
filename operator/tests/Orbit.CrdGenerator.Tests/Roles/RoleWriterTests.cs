using Orbit.CrdGenerator.Roles;

namespace Orbit.CrdGenerator.Tests.Roles;

public class RoleWriterTests
{
    [Fact]
    public void IfClassesUseTheSameKindsThenOneRuleGrantsWhatAnyOfThemUsesAndNamesThem() =>
        Write(Of("", "pods", "list", "B"), Of("", "pods", "get", "A"), Of("", "pods", "get", "B"), Of("", "nodes", "get", "C"), Of("", "nodes", "list", "C")).Should().Contain(
            """
            rules:
              # A, B, C
              - apiGroups: [""]
                resources: [nodes, pods]
                verbs: [get, list]
            ---
            """);

    [Fact]
    public void IfKindsAreUsedDifferentlyThenNoneGetsWhatTheOtherNeeds()
    {
        Right[] rights = [Of("", "pods", "get"), Of("", "nodes", "get"), Of("", "nodes", "list"), Of("apps", "pods", "get"), Of("", "nodes", "delete") with { Name = "mine" }];
        GrantedRights.Of(Write(rights)).Should().BeEquivalentTo(rights);
    }

    [Fact]
    public void IfARoleHasPlacesThenEachHasARoleAndABindingAndTheClusterHasThemToo() =>
        Write(Of("", "pods", "get"), Of("", "pods", "get") with { Namespace = "there" }).Split('\n').Where(line => line.StartsWith("kind:", StringComparison.Ordinal) || line.StartsWith("  namespace:", StringComparison.Ordinal))
            .Should().Equal("kind: Role", "  namespace: there", "kind: RoleBinding", "  namespace: there", "kind: ClusterRole", "kind: ClusterRoleBinding");

    private static string Write(params Right[] rights) => new RoleWriter("account", "home").Write("operator", rights);

    private static Right Of(string @group, string resource, string verb, string user = "") => new("operator", Namespace: null, @group, resource, Name: null, verb, user);
}

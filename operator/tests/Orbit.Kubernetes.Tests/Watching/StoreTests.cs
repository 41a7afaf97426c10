using k8s.Models;
using Orbit.Kubernetes.Runtime.Watching;

namespace Orbit.Kubernetes.Tests.Watching;

public sealed class StoreTests
{
    private readonly List<string> _reports = [];
    private readonly Store<V1Pod> _store;

    public StoreTests() => _store = new Store<V1Pod>((pod, error) => _reports.Add($"{pod.Metadata.Name}: {error.Message}"));

    [Fact]
    public void IfObjectsComeChangeAndGoThenTheIndexFollows()
    {
        _store.Set(Pod("early", 1, "n1"));
        var byNode = _store.AddIndex(pod => pod.Spec?.NodeName is { } node ? [node] : Array.Empty<string>());
        _store.Set(Pod("a", 1, "n1"));
        _store.Set(Pod("b", 2, node: null));
        byNode["n1"].Select(p => p.Metadata.Name).Should().BeEquivalentTo("early", "a");

        _store.Set(Pod("a", 3, "n2"));
        _store.Remove(new("default", "early"), last: null);
        byNode["n1"].Should().BeEmpty();
        byNode["n2"].Should().ContainSingle().Which.Metadata.ResourceVersion.Should().Be("3");
    }

    [Fact]
    public void IfAnIndexFailsOnAnObjectThenTheObjectIsStillStored()
    {
        var index = _store.AddIndex(pod => pod.Spec!.NodeName!.Length > 0 ? [pod.Spec.NodeName] : Array.Empty<string>());
        _store.Set(Pod("bad", 1, node: null)).Should().HaveCount(1);
        _store.Set(Pod("good", 2, "n1"));

        _store.Count.Should().Be(2);
        index["n1"].Should().ContainSingle();
        _reports.Should().ContainSingle().Which.Should().StartWith("bad:");
    }

    [Fact]
    public void IfTenThousandObjectsAreListedAgainThenNothingChanges()
    {
        var list = Enumerable.Range(0, 10_000).Select(i => Pod($"p{i}", i, "n")).ToList();
        _store.Replace(list, []).Should().HaveCount(10_000);

        _store.Replace([.. list.Select(p => p with { })], []).Should().BeEmpty();
        _store.Replace([.. list.Skip(1)], []).Should().ContainSingle().Which.Old!.Metadata.Name.Should().Be("p0");
    }

    [Fact]
    public void IfAnObjectThatIsNotKnownIsRemovedThenNothingHappens() =>
        _store.Remove(new("default", "a"), Pod("a", 1, node: null)).Should().BeEmpty();

    private static V1Pod Pod(string name, int version, string? node) => new()
    {
        Metadata = new() { Name = name, NamespaceProperty = "default", Uid = $"uid-{name}", ResourceVersion = version.ToString() },
        Spec = new() { NodeName = node },
    };
}

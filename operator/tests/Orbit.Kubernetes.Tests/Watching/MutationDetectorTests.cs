using k8s.Models;
using Orbit.Kubernetes.Runtime.Watching;

namespace Orbit.Kubernetes.Tests.Watching;

public sealed class MutationDetectorTests
{
    private readonly List<string> _reports = [];
    private readonly Store<V1Pod> _store;

    public MutationDetectorTests() => _store = new Store<V1Pod>((_, _) => { }, new MutationDetector<V1Pod>(_reports.Add));

    [Fact]
    public void IfNobodyChangesWhatTheStoreGaveThenNothingIsReported()
    {
        _store.Set(Pod("a", "1"));
        var copy = _store.Find(new("default", "a"))! with { Spec = new V1PodSpec { NodeName = "elsewhere" } };
        _store.Set(copy with { Metadata = copy.Metadata with { ResourceVersion = "2" } });
        _store.Remove(new("default", "a"), last: null);

        _reports.Should().BeEmpty();
    }

    [Fact]
    public void IfAnObjectIsChangedThenItsReplacementFindsIt()
    {
        _store.Set(Pod("a", "1"));
        _store.Find(new("default", "a"))!.Spec.NodeName = "elsewhere";
        _store.Set(Pod("a", "2"));

        _reports.Should().ContainSingle().Which.Should().StartWith("Pod default/a was changed while it was in the store.").And.Contain("elsewhere");
    }

    [Fact]
    public void IfAnObjectIsChangedThenItsRemovalFindsIt()
    {
        _store.Set(Pod("a", "1"));
        _store.Find(new("default", "a"))!.Metadata.Labels["team"] = "other";
        _store.Remove(new("default", "a"), last: null);

        _reports.Should().ContainSingle().Which.Should().StartWith("Pod default/a was changed");
    }

    [Fact]
    public void IfTheObjectItselfNeverComesAgainThenTheChangesOfOthersFindIt()
    {
        _store.Set(Pod("quiet", "1"));
        _store.Set(Pod("a", "2"));
        _store.Find(new("default", "quiet"))!.Metadata.Labels["team"] = "other";
        for (var version = 3; version < 6; version++)
        {
            _store.Set(Pod("a", $"{version}"));
        }

        _reports.Should().NotBeEmpty().And.OnlyContain(r => r.StartsWith("Pod default/quiet was changed", StringComparison.Ordinal));
    }

    private static V1Pod Pod(string name, string version) => new()
    {
        Metadata = new V1ObjectMeta
        {
            NamespaceProperty = "default",
            Name = name,
            Uid = $"uid-{name}",
            ResourceVersion = version,
            Labels = new Dictionary<string, string>(StringComparer.Ordinal) { ["team"] = "orbit" },
        },
        Spec = new V1PodSpec { NodeName = "sat-1" },
    };
}

using k8s;
using k8s.Models;
using Orbit.Api.V1Alpha1.GroundLinks;
using Orbit.Api.V1Alpha1.SatelliteNodes;
using Orbit.Kubernetes.Objects;

namespace Orbit.Operator.Snapshots;

/// <summary>
/// Objects that stand for the same thing: two GroundLinks for one station, two SatelliteNodes for one satellite. The one that
/// was created first counts, by its uid where both were created in the same second; the others are not used as long as it is there.
/// </summary>
/// <param name="satellitesOf">The SatelliteNodes with a catalogue number.</param>
/// <param name="groundLinksOf">The GroundLinks with an identity.</param>
internal sealed class Duplicates(Func<int, IReadOnlyList<SatelliteNode>> satellitesOf, Func<StationIdentity, IReadOnlyList<GroundLink>> groundLinksOf)
{
    /// <summary>The reason of a GroundLink that is not Ready because another stands for its station.</summary>
    public const string DuplicateStation = "DuplicateStation";

    /// <summary>The reason of a SatelliteNode that is not Ready because another stands for its satellite.</summary>
    public const string DuplicateNoradId = "DuplicateNoradId";

    /// <summary>Those among the objects of a snapshot.</summary>
    public static Duplicates Among(IReadOnlyList<SatelliteNode> satellites, IReadOnlyList<GroundLink> groundLinks)
    {
        var byNoradId = satellites.ToLookup(s => s.Spec.NoradId);
        var byStation = groundLinks.ToLookup(StationIdentity.Of);
        return new Duplicates(id => [.. byNoradId[id]], identity => [.. byStation[identity]]);
    }

    /// <summary>The SatelliteNode that stands for the same satellite and counts; null when this one does.</summary>
    public SatelliteNode? FirstOf(SatelliteNode satellite) => First(satellite, satellitesOf(satellite.Spec.NoradId));

    /// <summary>The GroundLink that stands for the same station and counts; null when this one does.</summary>
    public GroundLink? FirstOf(GroundLink groundLink) => StationIdentity.Of(groundLink) is { } identity ? First(groundLink, groundLinksOf(identity)) : null;

    /// <summary>The other SatelliteNodes of the same satellite.</summary>
    public IEnumerable<SatelliteNode> OthersOf(SatelliteNode satellite) => Others(satellite, satellitesOf(satellite.Spec.NoradId));

    /// <summary>The other GroundLinks of the same station.</summary>
    public IEnumerable<GroundLink> OthersOf(GroundLink groundLink) =>
        StationIdentity.Of(groundLink) is { } identity ? Others(groundLink, groundLinksOf(identity)) : [];

    /// <summary>Why a SatelliteNode is not used; null when it is.</summary>
    public string? Problem(SatelliteNode satellite) => FirstOf(satellite) is { } first
        ? $"spec.noradId: {satellite.Spec.NoradId} is that of SatelliteNode {first.Metadata.Name}, which was created before; correct it, or delete one of the two."
        : null;

    /// <summary>Why a GroundLink is not used; null when it is.</summary>
    public string? Problem(GroundLink groundLink) => FirstOf(groundLink) is { } first
        ? $"spec.gateway: the station is that of GroundLink {first.Metadata.Name}, which was created before; correct url or station, or delete one of the two."
        : null;

    private static T? First<T>(T value, IReadOnlyList<T> same)
        where T : class, IKubernetesObject<V1ObjectMeta> =>
        Others(value, same).Append(value).Where(o => o.Metadata.DeletionTimestamp is null).MinBy(Order) is { } first && !IsSame(first, value) ? first : null;

    private static IEnumerable<T> Others<T>(T value, IEnumerable<T> same)
        where T : class, IKubernetesObject<V1ObjectMeta> =>
        same.Where(o => !IsSame(o, value));

    // What is not stored yet comes last.
    private static (DateTimeOffset Created, string Uid) Order<T>(T value)
        where T : class, IKubernetesObject<V1ObjectMeta> =>
        (value.Metadata.CreationTimestamp?.ToInstant() ?? DateTimeOffset.MaxValue, value.Metadata.Uid ?? "");

    // Both kinds are cluster wide: a name is enough.
    private static bool IsSame<T>(T a, T b)
        where T : class, IKubernetesObject<V1ObjectMeta> =>
        string.Equals(a.Metadata.Name, b.Metadata.Name, StringComparison.Ordinal);
}

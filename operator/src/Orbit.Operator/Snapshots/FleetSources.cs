using k8s.Models;
using Orbit.Api.V1Alpha1.GroundLinks;
using Orbit.Api.V1Alpha1.OrbitalInferenceJobs;
using Orbit.Api.V1Alpha1.SatelliteNodes;
using Orbit.Planning.Fleets;

namespace Orbit.Operator.Snapshots;

/// <summary>What a fleet is made from: the objects as the stores hold them, and what the operator knows besides.</summary>
internal sealed record FleetSources
{
    /// <summary>The satellites.</summary>
    public required IReadOnlyList<SatelliteNode> Satellites { get; init; }

    /// <summary>The stations, with their ledgers.</summary>
    public required IReadOnlyList<GroundLink> GroundLinks { get; init; }

    /// <summary>The jobs, of which some hold accelerators.</summary>
    public required IReadOnlyList<OrbitalInferenceJob> Jobs { get; init; }

    /// <summary>Work on board of jobs that are gone.</summary>
    public IReadOnlyCollection<ComputeReservation> LeftOnBoard { get; init; } = [];

    /// <summary>The Node of a satellite by its name; null when it has none yet.</summary>
    public required Func<string, V1Node?> Node { get; init; }

    /// <summary>The passes of a satellite by its name.</summary>
    public required Func<string, PassTimeline> Passes { get; init; }

    /// <summary>Where providers see satellites otherwise than predicted.</summary>
    public required PassCorrections Corrections { get; init; }

    /// <summary>How long before its start a contact of a station has to be planned, mission time.</summary>
    public required Func<GroundLink, TimeSpan> Reaction { get; init; }

    /// <summary>How many more contacts the ledger of a station takes.</summary>
    public required Func<GroundLink, int> LedgerRoom { get; init; }
}

using System.Globalization;
using Orbit.Api.V1Alpha1.OrbitalInferenceJobs;
using Orbit.Api.V1Alpha1.SatelliteNodes;
using Orbit.Operator.Snapshots;
using Orbit.Planning.Fleets;

namespace Orbit.Operator.Jobs.Phases;

/// <summary>Whether work on board ends in time for its downlink. Its own uplink may have been late, or that of work ahead of it.</summary>
internal static class LateWork
{
    /// <summary>Why the result can't come down in a contact; null when it can, or nothing is known of the work.</summary>
    /// <param name="satellite">The satellite.</param>
    /// <param name="reservations">What is planned and on board there.</param>
    /// <param name="job">The job whose result it is: <c>namespace/name</c>.</param>
    /// <param name="downlink">The contact that is to take it down.</param>
    public static string? Problem(SatelliteNode satellite, IReadOnlyList<ComputeReservation> reservations, string job, PlannedContact downlink)
    {
        for (var i = 0; i < reservations.Count; i++)
        {
            if (string.Equals(reservations[i].Job, job, StringComparison.Ordinal))
            {
                var end = ComputeForecast.Of(FleetSnapshot.Computer(satellite), reservations)[i].End;
                return end + (downlink.TransferEnd - downlink.TransferStart) <= downlink.End
                    ? null
                    : string.Create(
                        CultureInfo.InvariantCulture,
                        $"The work on board {satellite.Metadata.Name} is late: it is expected to end at {end:HH:mm:ss'Z'}, and the contact at {downlink.GroundLink} ends at {downlink.End:HH:mm:ss'Z'}.");
            }
        }

        return null;
    }
}

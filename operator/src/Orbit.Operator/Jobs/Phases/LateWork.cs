using Orbit.Api.V1Alpha1.OrbitalInferenceJobs;
using Orbit.Api.V1Alpha1.SatelliteNodes;
using Orbit.Operator.Snapshots;
using Orbit.Planning.Fleets;

namespace Orbit.Operator.Jobs.Phases;

/// <summary>Whether work on board ends in time for its downlink. Its own uplink may have been late, or that of work ahead of it.</summary>
internal static class LateWork
{
    /// <summary>The plan with its work when it is expected to run, if its result can't come down in a contact any more; null when it can, or nothing is known of the work.</summary>
    /// <param name="satellite">The satellite.</param>
    /// <param name="reservations">What is planned and on board there.</param>
    /// <param name="job">The job whose result it is: <c>namespace/name</c>.</param>
    /// <param name="plan">Its plan.</param>
    /// <param name="downlink">The contact that is to take the result down.</param>
    public static JobPlan? PlanOf(SatelliteNode satellite, IReadOnlyList<ComputeReservation> reservations, string job, JobPlan plan, PlannedContact downlink)
    {
        for (var i = 0; i < reservations.Count; i++)
        {
            if (string.Equals(reservations[i].Job, job, StringComparison.Ordinal))
            {
                var expected = ComputeForecast.Of(FleetSnapshot.Computer(satellite), reservations)[i];
                var late = plan with { Compute = new PlannedCompute { Start = expected.Start, End = expected.End } };
                return DownlinkMove.Fits(late, downlink) ? null : late;
            }
        }

        return null;
    }
}

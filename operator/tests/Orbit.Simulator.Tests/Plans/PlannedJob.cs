using Orbit.Planning.Outcomes;
using Orbit.Planning.Requests;

namespace Orbit.Simulator.Tests.Plans;

/// <summary>A job of a load, its plan, and the names under which it was booked.</summary>
internal sealed record PlannedJob(JobRequest Request, Plan Plan)
{
    public string AttemptId => Request.Key;

    public string UplinkContact => $"{Request.Key}-up";

    public string DownlinkContact => Plan.SingleContact ? UplinkContact : $"{Request.Key}-down";

    /// <summary>Whether it was deleted before its uplink.</summary>
    public bool Deleted { get; set; }
}

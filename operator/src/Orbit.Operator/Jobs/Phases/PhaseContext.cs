using System.Net;
using Orbit.Api.V1Alpha1.OrbitalInferenceJobs;
using Orbit.Gateway.Client;
using Orbit.Gateway.Clock;
using Orbit.Gateway.Contract;
using Orbit.Kubernetes.Objects;
using Orbit.Operator.Gateways;
using Orbit.Operator.Scheduling;

namespace Orbit.Operator.Jobs.Phases;

/// <summary>What every phase of a job needs: the clocks, when to look again, and the gateways.</summary>
internal sealed class PhaseContext(Stations stations, MissionClock clock)
{
    // How often a transfer that is late is asked after.
    private static readonly TimeSpan PollMission = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan LeastPollWall = TimeSpan.FromMilliseconds(50);

    // A gateway that forgets what it has just been told, again and again, must not keep the API server busy with that.
    private static readonly TimeSpan ForgottenPauseWall = TimeSpan.FromSeconds(2);

    /// <summary>Mission time.</summary>
    public DateTimeOffset Now => clock.GetUtcNow();

    /// <summary>Wall time, for conditions.</summary>
    public DateTimeOffset Wall => clock.Wall.GetUtcNow();

    /// <summary>How long after its end a gateway may still report a contact, mission time: providers finish up, and clocks differ.</summary>
    public TimeSpan Grace => Max(TimeSpan.FromMinutes(1), TimeSpan.FromSeconds(10) * clock.Rate);

    /// <summary>The mission time at an instant of wall time.</summary>
    public DateTimeOffset ToMission(DateTimeOffset wall) => clock.ToMission(wall);

    /// <summary>The mission time after a pause of wall time.</summary>
    public DateTimeOffset After(TimeSpan wall) => Now + (wall * clock.Rate);

    /// <summary>When something is to be looked at that is expected at an instant: then, or soon when that has passed.</summary>
    public DateTimeOffset Later(DateTimeOffset expected) => expected > Now ? expected : Now + Max(PollMission, LeastPollWall * clock.Rate);

    /// <summary>When contacts are booked again at a gateway that has forgotten what it confirmed: null for at once, or an instant if they were booked only just now.</summary>
    public DateTimeOffset? NotToldBefore(OrbitalInferenceJobStatus status) =>
        status.Conditions.FindCondition(JobConditions.Booked) is { Status: ConditionStatus.True, LastTransitionTime: var since } && since.ToInstant() <= Wall && Wall < since.ToInstant() + ForgottenPauseWall
            ? After(ForgottenPauseWall)
            : null;

    /// <summary>How long ago a timestamp of the wall clock was taken.</summary>
    public TimeSpan Elapsed(long since) => clock.Wall.GetElapsedTime(since);

    /// <summary>The address of the gateway through which a contact goes.</summary>
    /// <exception cref="GatewayUnreachableException">Its ground link is unknown.</exception>
    public string GatewayAddress(PlannedContact contact) => stations.Address(contact.GroundLink);

    /// <summary>The gateway through which a contact goes.</summary>
    /// <exception cref="GatewayUnreachableException">Its ground link is unknown, or has no usable address.</exception>
    public GatewayClient Gateway(PlannedContact contact) => stations.Gateway(contact.GroundLink).Client;

    /// <summary>Books one of a plan's contacts, or finds that it is booked.</summary>
    /// <returns>The contact as the gateway has it now.</returns>
    /// <exception cref="GatewayRefusedException">The gateway says no, or the contact has ended there already.</exception>
    public async Task<GatewayContact> BookAsync(JobPlan plan, PlannedContact contact, CancellationToken cancellationToken)
    {
        var (gateway, station) = stations.Gateway(contact.GroundLink);
        var booking = new ContactBooking
        {
            Station = station,
            NoradId = plan.NoradId,
            Antenna = contact.Antenna,
            Start = contact.Start,
            End = contact.End,
            Purpose = plan.PurposeOf(contact),
        };
        var booked = await gateway.BookAsync(contact.Contact, booking, cancellationToken);
        if (booked.State.IsFinal())
        {
            // The same name was booked and ended before: the gateway tells how, and books nothing new.
            throw new GatewayRefusedException(HttpStatusCode.Conflict, booked.Reason ?? $"it is {booked.State} already.");
        }

        return booked;
    }

    private static TimeSpan Max(TimeSpan a, TimeSpan b) => a > b ? a : b;
}

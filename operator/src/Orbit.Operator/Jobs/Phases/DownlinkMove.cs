using System.Globalization;
using Orbit.Api.V1Alpha1.GroundLinks;
using Orbit.Api.V1Alpha1.OrbitalInferenceJobs;
using Orbit.Gateway.Client;
using Orbit.Gateway.Contract;
using Orbit.Operator.Gateways;
using Orbit.Operator.Scheduling;
using Orbit.Operator.Snapshots;
using Orbit.Planning.Fleets;
using Orbit.Visibility.Intervals;

namespace Orbit.Operator.Jobs.Phases;

/// <summary>
/// Work that ends later than planned: its downlink is moved before it is lost. Later in its contact if it fits there, else the
/// contact is extended if pass, ledger and provider allow it, else another contact is booked.
/// </summary>
internal sealed class DownlinkMove(
    PhaseContext context, Ledgers ledgers, InFlightContacts inFlight, WorldStores stores, VisibilityIndex visibility, JobTransitions transitions)
{
    // The planner keeps the same.
    private static readonly PlanningRules Margins = new();

    /// <summary>The status in which the work runs when it is now expected to, and its downlink is where the result can come down.</summary>
    /// <param name="job">The job.</param>
    /// <param name="status">Its status, with the plan as it was.</param>
    /// <param name="late">The plan with its work when it is now expected to run.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <param name="earliest">The plan with its work as early as it can be: the contact is given up only if it does not fit either. The same as <paramref name="late"/> when null.</param>
    /// <returns>The status, the same when all is as planned, and what was moved in a clause; null when nothing was.</returns>
    /// <exception cref="GatewayException">The gateway can't be reached; nothing that counts has changed.</exception>
    public async Task<(OrbitalInferenceJobStatus Status, string? Moved)> ApplyAsync(
        OrbitalInferenceJob job, OrbitalInferenceJobStatus status, JobPlan late, CancellationToken cancellationToken, JobPlan? earliest = null)
    {
        var plan = status.Plan!;
        if (late == plan || plan.Downlink is not { } downlink)
        {
            return (status with { Plan = late }, null);
        }

        var kept = await KeepAsync(plan, late, downlink, cancellationToken);
        if (kept is null && earliest is not null && earliest != late)
        {
            kept = await KeepAsync(plan, earliest, downlink, cancellationToken);
        }

        if (kept is null)
        {
            if (await HasComeDownAsync(plan, downlink, cancellationToken))
            {
                return (status with { Plan = late }, null);
            }

            var by = Seconds(late.Compute.End - plan.Compute.End);
            var replaced = transitions.ReplaceDownlink(job, status with { Plan = late }, late, "WorkLate", $"The work ends {by} later than planned, too late for its contact at {downlink.GroundLink}.");
            return (replaced.Status, $"it ends {by} later than planned and gets another downlink");
        }

        return (
            status with { Plan = kept },
            $"it ends {Seconds(kept.Compute.End - plan.Compute.End)} later than planned, its downlink at {downlink.GroundLink} begins at {kept.Downlink!.TransferStart.UtcDateTime.ToString("HH:mm:ss'Z'", CultureInfo.InvariantCulture)}");
    }

    // Plans leave room for slow links and large results: what does not fit by plan may have come down all the same.
    private async Task<bool> HasComeDownAsync(JobPlan plan, PlannedContact downlink, CancellationToken cancellationToken) =>
        context.Now >= downlink.Start
        && await context.Gateway(downlink).GetContactAsync(downlink.Contact, cancellationToken) is { } contact
        && contact.Downlinks.Any(d => d.State is DownlinkState.Received && string.Equals(d.AttemptId, plan.AttemptId, StringComparison.Ordinal));

    // The plan with its transfer later in the same contact, which is extended if need be; null when that is not possible.
    private async Task<JobPlan?> KeepAsync(JobPlan plan, JobPlan late, PlannedContact downlink, CancellationToken cancellationToken)
    {
        var (start, end) = Transfer(late, downlink);
        if (end + Margins.TransferMargin > downlink.End)
        {
            if (await ExtendAsync(plan, downlink, Instants.Up(end + Margins.TransferMargin), Instants.Up(end), cancellationToken) is { } extended)
            {
                downlink = downlink with { End = extended };
            }
            else if (end > downlink.End)
            {
                return null;
            }
        }

        var uplink = string.Equals(plan.Uplink.Contact, downlink.Contact, StringComparison.Ordinal) ? plan.Uplink with { End = downlink.End } : plan.Uplink;
        return late with { Uplink = uplink, Downlink = downlink with { TransferStart = start, TransferEnd = end }, ExpectedCompletion = end };
    }

    /// <summary>The plan whose work begins no earlier than <paramref name="computeStart"/>; the same when it does so anyway.</summary>
    public static JobPlan NotBefore(JobPlan plan, DateTimeOffset computeStart) => computeStart <= plan.Compute.Start
        ? plan
        : plan with { Compute = new PlannedCompute { Start = computeStart, End = computeStart + (plan.Compute.End - plan.Compute.Start) } };

    /// <summary>Whether the result comes down within the contact as it is booked, with no margin left.</summary>
    public static bool Fits(JobPlan plan, PlannedContact downlink) => Transfer(plan, downlink).End <= downlink.End;

    private static (DateTimeOffset Start, DateTimeOffset End) Transfer(JobPlan plan, PlannedContact downlink)
    {
        var ready = plan.Compute.End + Margins.ComputeMargin;
        var start = ready > downlink.TransferStart ? ready : downlink.TransferStart;
        return (start, start + (downlink.TransferEnd - downlink.TransferStart));
    }

    // The end that the provider grants; null when the contact stays as it is. Ledger before provider, as with every booking: nobody else
    // may take what is asked for. A provider that counts in whole seconds may grant a little less than is asked for.
    private async Task<DateTimeOffset?> ExtendAsync(JobPlan plan, PlannedContact contact, DateTimeOffset end, DateTimeOffset least, CancellationToken cancellationToken)
    {
        // Until the gateway has answered, the ledger's upkeep must not take back what the ledger says.
        using var held = inFlight.Hold([contact.Contact]);
        if (visibility.IsInView(plan.Satellite, contact.GroundLink, new Interval(contact.Start, end), TimeSpan.Zero) is not true
            || !await SetEndAsync(contact, end, cancellationToken))
        {
            return null;
        }

        try
        {
            if (await context.Gateway(contact).ExtendAsync(contact.Contact, end, cancellationToken) is { } extended && extended.End >= least)
            {
                if (extended.End < end)
                {
                    await SetEndAsync(contact, extended.End, cancellationToken);
                    return extended.End;
                }

                return end;
            }
        }
        catch (GatewayRefusedException)
        {
            // The provider keeps the contact as it is.
        }

        await SetEndAsync(contact, contact.End, cancellationToken);
        return null;
    }

    private async Task<bool> SetEndAsync(PlannedContact contact, DateTimeOffset end, CancellationToken cancellationToken) =>
        await ledgers.ChangeAsync(contact.GroundLink, groundLink => WithEnd(groundLink, contact, end), cancellationToken) is { Status.Contacts: { } contacts }
        && contacts.Any(c => string.Equals(c.Name, contact.Contact, StringComparison.Ordinal) && c.End == end);

    // Unchanged when the antenna or the satellite's radio is taken, the station closed, or the contact gone.
    private GroundLinkStatus WithEnd(GroundLink groundLink, PlannedContact contact, DateTimeOffset end)
    {
        var status = groundLink.Status ?? new GroundLinkStatus();
        var contacts = status.Contacts;
        if (contacts.FirstOrDefault(c => string.Equals(c.Name, contact.Contact, StringComparison.Ordinal)) is not { } booked)
        {
            return status;
        }

        var extended = booked with { End = end };
        var others = stores.GroundLinks.List().Where(g => !string.Equals(g.Metadata.Name, groundLink.Metadata.Name, StringComparison.Ordinal));
        var taken = end > booked.End
            && (groundLink.Spec.Maintenance.Any(m => m.Start < end && m.End > booked.Start) || LedgerOverlaps.HasAny(extended, groundLink, others.Append(groundLink)));
        return taken ? status : status with { Contacts = [.. contacts.Select(c => c == booked ? extended : c)] };
    }

    private static string Seconds(TimeSpan span) => string.Create(CultureInfo.InvariantCulture, $"{span.TotalSeconds:0.#} s");
}

using System.Globalization;
using Orbit.Api.V1Alpha1.GroundLinks;
using Orbit.Api.V1Alpha1.OrbitalInferenceJobs;
using Orbit.Gateway.Client;
using Orbit.Gateway.Contract;
using Orbit.Operator.Gateways;
using Orbit.Operator.Snapshots;
using Orbit.Visibility.Intervals;

namespace Orbit.Operator.Jobs.Phases;

/// <summary>
/// Providers that confirm another interval or antenna than asked for. The ledger takes over what they say (<see cref="LedgerUpkeep"/>);
/// then the plan follows, or the contact is given back.
/// </summary>
internal sealed class MovedContacts(PhaseContext context, WorldStores stores, VisibilityIndex visibility)
{
    // How long a ledger takes to follow its gateway: one look and one write.
    private static readonly TimeSpan LedgerWall = TimeSpan.FromMilliseconds(500);

    /// <summary>When a job looks again that waits for a ledger to follow its gateway.</summary>
    public DateTimeOffset NextLook => context.After(LedgerWall);

    /// <summary>Whether the gateway has another interval or antenna than the plan; the ledger is about to follow it then.</summary>
    /// <exception cref="GatewayRefusedException">What it has can't be the contact.</exception>
    public bool IsElsewhere(PlannedContact contact, GatewayContact known)
    {
        if (!ConfirmedIntervals.Differs(contact, known))
        {
            return false;
        }

        if (!ConfirmedIntervals.IsCredible(contact.Start, contact.End, known))
        {
            throw new GatewayRefusedException(System.Net.HttpStatusCode.Conflict, $"it confirms {Text(known.Start, known.End, known.Antenna)}, which can't be this contact.");
        }

        stores.Recheck(contact.GroundLink);
        return true;
    }

    /// <summary>Whether a contact that is due has been moved by its provider and is still to begin. A gateway that does not say has not moved it.</summary>
    public async Task<bool> IsLaterAsync(PlannedContact contact, CancellationToken cancellationToken)
    {
        try
        {
            return await context.Gateway(contact).GetContactAsync(contact.Contact, cancellationToken) is { } known
                && !known.State.IsOver() && known.Start > context.Now
                && ConfirmedIntervals.IsCredible(contact.Start, contact.End, known) && IsElsewhere(contact, known);
        }
        catch (GatewayException)
        {
            return false;
        }
    }

    /// <summary>What it means for a plan that a ledger has one of its contacts otherwise; null when it has it as planned.</summary>
    /// <exception cref="GatewayException">The gateway can't be asked.</exception>
    public async Task<MovedContact?> OfAsync(JobPlan plan, PlannedContact contact, BookedContact booked, CancellationToken cancellationToken)
    {
        if ((contact.Start, contact.End, contact.Antenna) == (booked.Start, booked.End, booked.Antenna) && booked.State is not BookedContactState.Conflict)
        {
            return null;
        }

        var interval = Text(booked.Start, booked.End, booked.Antenna);
        var what = (contact.Start, contact.End, contact.Antenna) == (booked.Start, booked.End, booked.Antenna)
            ? $"The contact at {contact.GroundLink} is {interval}."
            : $"{contact.GroundLink} confirmed the contact {interval}, not {Text(contact.Start, contact.End, contact.Antenna)}.";
        if (await context.Gateway(contact).GetContactAsync(contact.Contact, cancellationToken) is { } known && ConfirmedIntervals.Differs(booked, known))
        {
            // The ledger does not have it as the gateway has it now.
            stores.Recheck(contact.GroundLink);
            return new MovedContact(what);
        }

        if (booked.State is BookedContactState.Conflict)
        {
            return new MovedContact(what, Problem: $"{what} Another contact of the antenna or the satellite needs that time.");
        }

        var adjusted = PlanAdjustment.Of(plan, booked, context.Now, transfer => IsInView(plan.Satellite, contact.GroundLink, transfer));
        return adjusted is null ? new MovedContact(what, Problem: $"{what} The transfers do not fit in it.") : new MovedContact(what, adjusted);
    }

    private bool IsInView(string satellite, string groundLink, Interval interval) =>
        visibility.IsInView(satellite, groundLink, interval, PlanChecks.WindowTolerance) is not false;

    private static string Text(DateTimeOffset start, DateTimeOffset end, int antenna) =>
        string.Create(CultureInfo.InvariantCulture, $"from {start.UtcDateTime:HH:mm:ss'Z'} to {end.UtcDateTime:HH:mm:ss'Z'} on antenna {antenna}");
}

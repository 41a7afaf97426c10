using Orbit.Api.V1Alpha1.GroundLinks;
using Orbit.Gateway.Contract;
using Orbit.Operator.Gateways;

namespace Orbit.Operator.Jobs.Phases;

/// <summary>How a contact that came to nothing is reported.</summary>
internal static class ContactOutcome
{
    /// <summary>A sentence about a contact of a ledger that failed.</summary>
    public static string Failure(string groundLink, BookedContact contact) => contact.Cause is BookedContactCause.NotHeard
        ? $"Nothing was heard in the contact at {groundLink}."
        : NotCarriedOut(groundLink, contact.Reason ?? Describe(contact.Cause));

    /// <summary>A sentence about a contact that its gateway says was not carried out; null when it was, or the gateway does not say.</summary>
    public static string? NotCarriedOut(string groundLink, GatewayContact contact) => contact switch
    {
        { State: ContactState.Failed, Cause: ContactCause.StationFault } => NotCarriedOut(groundLink, ContactProgress.Text(contact.Reason) ?? Describe(BookedContactCause.StationFault)),
        { State: ContactState.Failed, Cause: ContactCause.NotScheduled } => NotCarriedOut(groundLink, ContactProgress.Text(contact.Reason) ?? Describe(BookedContactCause.NotScheduled)),
        _ => null,
    };

    /// <summary>A sentence about a contact that the provider cancelled.</summary>
    public static string ProviderCancelled(string groundLink, BookedContact contact) =>
        contact.Reason is { } reason ? Ended($"The provider cancelled the contact at {groundLink}: {reason}") : $"The provider cancelled the contact at {groundLink}.";

    private static string NotCarriedOut(string groundLink, string reason) => Ended($"{groundLink} did not carry out the contact: {reason}");

    private static string Describe(BookedContactCause? cause) => cause switch
    {
        BookedContactCause.StationFault => "the station failed.",
        BookedContactCause.NotScheduled => "the provider did not schedule it.",
        _ => "the gateway gives no reason.",
    };

    private static string Ended(string sentence) => sentence[^1] is '.' or '!' or '?' or '…' ? sentence : $"{sentence}.";
}

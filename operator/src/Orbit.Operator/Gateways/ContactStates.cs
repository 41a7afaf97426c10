using Orbit.Api.V1Alpha1.GroundLinks;

namespace Orbit.Operator.Gateways;

/// <summary>What the state of a booked contact means for its antenna.</summary>
internal static class ContactStates
{
    /// <summary>Whether the contact's antenna, and its satellite's radio, are taken for its interval.</summary>
    public static bool HoldsAntenna(BookedContactState state) => state is not (BookedContactState.Cancelled or BookedContactState.ProviderCancelled);
}

namespace Orbit.Gateway.Contract;

/// <summary>What a <see cref="ContactState"/> implies.</summary>
public static class ContactStates
{
    /// <summary>Whether the state never changes again.</summary>
    public static bool IsFinal(this ContactState state) =>
        state is ContactState.Completed or ContactState.Failed or ContactState.Cancelled or ContactState.ProviderCancelled;
}

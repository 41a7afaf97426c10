namespace Orbit.Gateway.Contract;

/// <summary>What a <see cref="ContactState"/> implies.</summary>
public static class ContactStates
{
    /// <summary>Whether the state never changes again.</summary>
    public static bool IsFinal(this ContactState state) =>
        state is ContactState.Completed or ContactState.Failed or ContactState.Cancelled or ContactState.ProviderCancelled;

    /// <summary>Whether the contact's interval is over, so that nothing more goes up or comes down in it.</summary>
    public static bool IsOver(this ContactState state) => state is ContactState.PostPass || state.IsFinal();
}

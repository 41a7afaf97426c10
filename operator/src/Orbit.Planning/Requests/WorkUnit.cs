namespace Orbit.Planning.Requests;

/// <summary>What an amount of work is measured in.</summary>
public enum WorkUnit
{
    /// <summary>Tokens of the model; how long they take is for the satellite to say.</summary>
    Tokens,

    /// <summary>10^12 operations; how long they take is for the satellite to say.</summary>
    TeraOperations,

    /// <summary>Seconds, the same everywhere.</summary>
    Seconds,
}

namespace Orbit.Planning.Fleets;

/// <summary>In which order a satellite's accelerators take up the work on board.</summary>
public enum ExecutionOrder
{
    /// <summary>In the order in which it arrived, each piece as soon as an accelerator is free.</summary>
    InOrderOfArrival,

    /// <summary>In the order of the planned starts, none before its own.</summary>
    AsPlanned,
}

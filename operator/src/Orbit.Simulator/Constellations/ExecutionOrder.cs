namespace Orbit.Simulator.Constellations;

/// <summary>In which order a satellite's accelerators take up the attempts on board.</summary>
internal enum ExecutionOrder
{
    /// <summary>In the order of arrival, each as soon as an accelerator is free.</summary>
    InOrderOfArrival,

    /// <summary>In the order of the planned starts, none before its own.</summary>
    AsPlanned,
}

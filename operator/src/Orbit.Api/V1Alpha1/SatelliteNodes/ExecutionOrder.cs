namespace Orbit.Api.V1Alpha1.SatelliteNodes;

/// <summary>In which order a satellite's accelerators take up the jobs on board.</summary>
public enum ExecutionOrder
{
    /// <summary>In the order in which the jobs arrived, each as soon as an accelerator is free.</summary>
    InOrderOfArrival,

    /// <summary>In the order of the planned starts, which the bundles carry, and none before its own.</summary>
    AsPlanned,
}

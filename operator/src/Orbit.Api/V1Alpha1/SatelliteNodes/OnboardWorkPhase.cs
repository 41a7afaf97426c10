namespace Orbit.Api.V1Alpha1.SatelliteNodes;

/// <summary>How far work on board is.</summary>
public enum OnboardWorkPhase
{
    /// <summary>Sent, but the satellite has not yet said that it has it.</summary>
    Sent,

    /// <summary>On board, waiting for an accelerator.</summary>
    Queued,

    /// <summary>On an accelerator.</summary>
    Running,

    /// <summary>Done; the result waits on board for its downlink.</summary>
    Completed,

    /// <summary>Failed on board.</summary>
    Failed,
}

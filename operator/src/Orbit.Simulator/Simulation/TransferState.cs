namespace Orbit.Simulator.Simulation;

/// <summary>Where a transfer is.</summary>
internal enum TransferState
{
    /// <summary>Not begun.</summary>
    Waiting,

    /// <summary>Begun; it rests while the satellite is not heard and goes on after that.</summary>
    Moving,

    /// <summary>All bytes are over.</summary>
    Done,

    /// <summary>Given up.</summary>
    Failed,
}

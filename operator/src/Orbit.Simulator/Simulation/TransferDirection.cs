using System.Text.Json.Serialization;

namespace Orbit.Simulator.Simulation;

/// <summary>Which way a transfer goes.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<TransferDirection>))]
internal enum TransferDirection
{
    /// <summary>Ground to satellite.</summary>
    Up,

    /// <summary>Satellite to ground.</summary>
    Down,
}

using System.Text.Json.Serialization;

namespace Orbit.Simulator.Log;

/// <summary>How a run on an accelerator ended.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<RunOutcome>))]
internal enum RunOutcome
{
    /// <summary>With a result.</summary>
    Completed,

    /// <summary>Without one, by the model's or the result's fault.</summary>
    Failed,

    /// <summary>By an upset.</summary>
    Upset,

    /// <summary>By the satellite's death.</summary>
    SatelliteDead,
}

using System.Text.Json.Serialization;
using Orbit.Gateway.Json;

namespace Orbit.Gateway.Contract;

/// <summary>Where an attempt is on board.</summary>
[JsonConverter(typeof(NameEnumConverter<AttemptPhase>))]
public enum AttemptPhase
{
    /// <summary>Received, waiting for an accelerator.</summary>
    Queued,

    /// <summary>On an accelerator.</summary>
    Running,

    /// <summary>Done; its result is on board or down. Final.</summary>
    Completed,

    /// <summary>Ended without a result. Final.</summary>
    Failed,
}

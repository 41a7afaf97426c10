using System.Text.Json.Serialization;
using Orbit.Gateway.Json;

namespace Orbit.Gateway.Contract;

/// <summary>Where a result is on its way down.</summary>
[JsonConverter(typeof(NameEnumConverter<DownlinkState>))]
public enum DownlinkState
{
    /// <summary>Asked for; the result is not ready on board, the satellite not up, or others are before it.</summary>
    Waiting,

    /// <summary>Coming down.</summary>
    Receiving,

    /// <summary>On the ground, whole, to be had at <c>/v1/results/{attemptId}</c>. Final.</summary>
    Received,

    /// <summary>The contact is over and the result is not down. Final.</summary>
    Failed,
}

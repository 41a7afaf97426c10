using System.Text.Json.Serialization;
using Orbit.Gateway.Json;

namespace Orbit.Gateway.Contract;

/// <summary>Why an attempt failed on board, as far as it decides what to do next.</summary>
[JsonConverter(typeof(AttemptFailureCauseConverter))]
public enum AttemptFailureCause
{
    /// <summary>Not known, or none of the others. A cause that the contract does not name is read as this one.</summary>
    Unknown,

    /// <summary>The result is larger than the bundle's <c>maximumResultBytes</c>: so it will be on every satellite.</summary>
    ResultTooLarge,
}

using System.Text.Json.Serialization;

namespace Orbit.Gateway.Json;

/// <summary>Enums by name only: a number is not a state.</summary>
internal sealed class NameEnumConverter<T>() : JsonStringEnumConverter<T>(namingPolicy: null, allowIntegerValues: false)
    where T : struct, Enum;

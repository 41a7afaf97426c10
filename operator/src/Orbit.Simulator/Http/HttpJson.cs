using System.Text.Json.Serialization;
using Orbit.Gateway.Json;

namespace Orbit.Simulator.Http;

/// <summary>Single values as the contract's JSON has them.</summary>
[JsonSourceGenerationOptions(Converters = [typeof(InstantConverter)])]
[JsonSerializable(typeof(string))]
[JsonSerializable(typeof(DateTimeOffset))]
internal sealed partial class HttpJson : JsonSerializerContext;

using System.Text.Json;
using System.Text.Json.Serialization;
using Orbit.Gateway.Json;
using Orbit.Simulator.Faults;
using Orbit.Simulator.Log;

namespace Orbit.Simulator.Http;

/// <summary>The admin API's JSON, in the style of the contract's; a member that a fault doesn't have is refused.</summary>
[JsonSourceGenerationOptions(
    JsonSerializerDefaults.Web,
    NumberHandling = JsonNumberHandling.Strict,
    PropertyNameCaseInsensitive = false,
    RespectNullableAnnotations = true,
    UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    Converters = [typeof(InstantConverter), typeof(SignedDurationConverter)])]
[JsonSerializable(typeof(FaultRequest))]
[JsonSerializable(typeof(Fault))]
[JsonSerializable(typeof(IReadOnlyList<Fault>))]
[JsonSerializable(typeof(PhysicalLogView))]
internal sealed partial class AdminJson : JsonSerializerContext;

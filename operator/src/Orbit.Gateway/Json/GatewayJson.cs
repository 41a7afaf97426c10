using System.Text.Json;
using System.Text.Json.Serialization;
using Orbit.Gateway.Contract;

namespace Orbit.Gateway.Json;

/// <summary>
/// The contract's JSON, source generated: camelCase, instants in UTC, durations as <c>90s</c>, enums by name, absent
/// instead of null. Unknown members are ignored, so that either side may learn new ones first.
/// </summary>
[JsonSourceGenerationOptions(
    JsonSerializerDefaults.Web,
    NumberHandling = JsonNumberHandling.Strict,
    PropertyNameCaseInsensitive = false,
    RespectNullableAnnotations = true,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    Converters = [typeof(InstantConverter), typeof(DurationConverter)])]
[JsonSerializable(typeof(ContactBooking))]
[JsonSerializable(typeof(ContactExtension))]
[JsonSerializable(typeof(GatewayContact))]
[JsonSerializable(typeof(IReadOnlyList<GatewayContact>))]
[JsonSerializable(typeof(UplinkTransfer))]
[JsonSerializable(typeof(DownlinkTransfer))]
[JsonSerializable(typeof(Bundle))]
[JsonSerializable(typeof(SatelliteReport))]
[JsonSerializable(typeof(GatewayProblem))]
public sealed partial class GatewayJson : JsonSerializerContext;

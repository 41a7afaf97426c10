using System.ComponentModel.DataAnnotations;

namespace Orbit.Api.V1Alpha1.GroundLinks;

/// <summary>The service through which a station's contacts are booked and its data are exchanged.</summary>
public sealed record StationGateway
{
    /// <summary>Base address of the gateway, such as <c>https://gateway.example.org</c>.</summary>
    [RegularExpression("^https?://[^\\s/?#]+[^\\s?#]*$")]
    [StringLength(2048)]
    public required string Url { get; init; }

    /// <summary>The station's name at the gateway. Left out: the name of the GroundLink.</summary>
    [StringLength(253, MinimumLength = 1)]
    public string? Station { get; init; }
}

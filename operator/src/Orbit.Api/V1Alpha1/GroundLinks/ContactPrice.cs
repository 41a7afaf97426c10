using System.ComponentModel.DataAnnotations;

namespace Orbit.Api.V1Alpha1.GroundLinks;

/// <summary>What a contact costs: an amount for each contact and one for each minute of it.</summary>
public sealed record ContactPrice
{
    /// <summary>Currency, ISO 4217, such as <c>USD</c>; give all stations the same. Nothing is converted: costs are compared in the currency that most stations have, and a station with another counts as dearer than any of these.</summary>
    [RegularExpression("^[A-Z]{3}$")]
    public required string Currency { get; init; }

    /// <summary>Amount for each contact.</summary>
    [Range(0.0, 1e9)]
    public decimal PerContact { get; init; }

    /// <summary>Amount for each minute of a contact, in proportion.</summary>
    [Range(0.0, 1e9)]
    public decimal PerMinute { get; init; }
}

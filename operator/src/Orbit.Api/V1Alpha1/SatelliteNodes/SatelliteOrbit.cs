using Orbit.Api.Schema;

namespace Orbit.Api.V1Alpha1.SatelliteNodes;

/// <summary>Orbital elements of a satellite for SGP4.</summary>
[Alternatives(nameof(Tle), nameof(Omm))]
public sealed record SatelliteOrbit
{
    /// <summary>The elements as a two-line element set. Catalogue numbers above 339,999 don't fit in one; give those as <c>omm</c>.</summary>
    public TwoLineElements? Tle { get; init; }

    /// <summary>The elements as an Orbit Mean-Elements Message (CCSDS 502), with the field names of CelesTrak's JSON in camel case.</summary>
    public OrbitMeanElements? Omm { get; init; }

    /// <summary>Age of the elements, from their epoch, beyond which nothing is planned on them: predictions are off by about a kilometre more each day.</summary>
    public TimeSpan MaxElementAge { get; init; } = TimeSpan.FromHours(168);
}

using Orbit.Api.V1Alpha1.SatelliteNodes;
using Orbit.Astrodynamics.Elements;
using Orbit.Astrodynamics.Frames;
using Orbit.Astrodynamics.Sgp4;
using Orbit.Astrodynamics.Sun;

namespace Orbit.Operator.Satellites;

/// <summary>Where a satellite is, as its status tells it.</summary>
internal static class SubSatellitePoints
{
    /// <summary>The point below the satellite, rounded to what elements can tell; null when by them it is not in orbit.</summary>
    public static SubSatellitePosition? At(MeanElements elements, DateTimeOffset now)
    {
        var propagator = Sgp4Propagator.Create(elements);
        if (propagator.LimitTowards(now) is not null || propagator.Propagate(now, out var state) is not Sgp4Error.None)
        {
            return null;
        }

        var point = EarthFixed.SubSatellitePoint(state.Position, now);
        return new SubSatellitePosition
        {
            At = now,
            LatitudeDegrees = Math.Round(point.LatitudeDegrees, 2),
            LongitudeDegrees = Math.Round(point.LongitudeDegrees, 2),
            AltitudeKilometres = Math.Round(point.AltitudeKm),
            Sunlit = EarthShadow.At(state.Position, now) is Illumination.Sunlit,
        };
    }
}

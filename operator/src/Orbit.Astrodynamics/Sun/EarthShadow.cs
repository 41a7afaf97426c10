using Orbit.Astrodynamics.Frames;

namespace Orbit.Astrodynamics.Sun;

/// <summary>Whether the Earth stands between a satellite and the Sun.</summary>
public static class EarthShadow
{
    /// <summary>How a satellite at a TEME position in km is lit at <paramref name="instant"/>.</summary>
    public static Illumination At(Vector3 teme, DateTimeOffset instant) => At(teme, SolarEphemeris.Position(instant));

    /// <summary>How a satellite is lit, with the Sun at <paramref name="sun"/>; both in km from the Earth's centre.</summary>
    public static Illumination At(Vector3 position, Vector3 sun)
    {
        if (!ShadowCone.Penumbra(sun).Contains(position))
        {
            return Illumination.Sunlit;
        }

        return ShadowCone.Umbra(sun).Contains(position) ? Illumination.Umbra : Illumination.Penumbra;
    }
}

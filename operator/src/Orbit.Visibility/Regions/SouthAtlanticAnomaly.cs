using Orbit.Astrodynamics.Sgp4;
using Orbit.Visibility.Intervals;

namespace Orbit.Visibility.Regions;

/// <summary>
/// The South Atlantic Anomaly (SAA): where the inner radiation belt comes down to low orbits, and memories and processors are
/// upset most often.
/// </summary>
/// <remarks>
/// <para>
/// The default outline is the edge of the region in which the Energetic Particle Telescope of ESA's PROBA-V counted electrons of
/// some 800 keV in 2013, at 820 km, as read off its world map for the MinXSS missions (routine get_saa_boundary of their
/// processing software, J. P. Mason 2016), which flag their own data from much lower orbits with it; here rounded to whole degrees.
/// </para>
/// <para>
/// There is no single true outline. It depends on particle, energy and threshold: the energetic protons that cause most upsets
/// fill a smaller region. It grows with height: for orbits below 820 km this one is too large rather than too small. It drifts
/// west by about 0.3 degrees a year (Fürst et al. 2009, 540 km) and changes with the solar cycle; neither is modelled, nor are
/// the 4 degrees since 2013. In the south it merges with the outer belt's electrons. For a given processor, its own upsets draw
/// a better outline: pass it as <c>outline</c>.
/// </para>
/// </remarks>
public static class SouthAtlanticAnomaly
{
    /// <summary>
    /// Height above which the outline has no meaning, km: from some 2,000 km on a satellite is in the inner belt wherever it is.
    /// </summary>
    public const double HighestKm = 2000;

    /// <summary>The default outline.</summary>
    public static GroundPolygon Outline { get; } = GroundPolygon.OnMap(
        new(2, -72), new(4, -59), new(5, -43), new(4, -25), new(0, -14), new(-5, -6), new(-9, 3), new(-12, 13),
        new(-15, 25), new(-19, 32), new(-25, 37), new(-28, 40), new(-32, 39), new(-37, 39), new(-41, 31), new(-46, 21),
        new(-47, 12), new(-51, 0), new(-57, -11), new(-61, -23), new(-61, -38), new(-61, -52), new(-59, -68), new(-60, -83),
        new(-50, -96), new(-37, -95), new(-26, -96), new(-18, -98), new(-11, -98), new(-5, -93), new(-1, -83));

    /// <summary>
    /// When a satellite crosses the SAA: when it is below <see cref="HighestKm"/> and the point below it is within the outline;
    /// exact as <see cref="OverflightFinder"/> says.
    /// </summary>
    /// <param name="satellite">The satellite.</param>
    /// <param name="span">The span to search; an empty one has no crossings.</param>
    /// <param name="outline">Another outline than <see cref="Outline"/>.</param>
    public static IntervalSet Crossings(Sgp4Propagator satellite, Interval span, GroundPolygon? outline = null) =>
        OverflightFinder.Find(satellite, outline ?? Outline, span, HighestKm);
}

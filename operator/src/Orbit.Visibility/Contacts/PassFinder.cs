using Orbit.Astrodynamics.Frames;
using Orbit.Astrodynamics.Sgp4;
using Orbit.Visibility.Intervals;
using Orbit.Visibility.Searching;

namespace Orbit.Visibility.Contacts;

/// <summary>
/// Finds every pass of a satellite over sites on the ground: geometric elevation over WGS-84 by SGP4 states, TEME → ECEF by
/// GMST with UT1 = UTC, without refraction, light time or aberration.
/// </summary>
/// <remarks>
/// <para>
/// No pass of 1 ms or longer is missed, nor a gap between two: the search skips only as far as bounds on the satellite's
/// speed and acceleration say that it cannot rise or set. Edges are exact to 100 ns of the model; a pass is the same
/// whatever span it is found in, save for clipping. A satellite always in view gives one window, clipped at both ends.
/// </para>
/// <para>
/// If a satellite cannot be propagated from some instant of the span on (it decays), its passes end there: the last may be
/// clipped at that instant, and nothing is found after it. If it cannot be propagated at the span's start, there are none.
/// </para>
/// <para>All methods are safe to call from any number of threads.</para>
/// </remarks>
public static class PassFinder
{
    /// <summary>The passes over one site above a constant elevation, in order.</summary>
    /// <param name="satellite">The satellite.</param>
    /// <param name="site">The site.</param>
    /// <param name="maskDegrees">Lowest usable elevation, degrees, -90 to 90.</param>
    /// <param name="span">The span to search; an empty one has no passes.</param>
    /// <exception cref="ArgumentException">The site's coordinates or the mask are out of range.</exception>
    public static IReadOnlyList<Pass> Find(Sgp4Propagator satellite, GroundSite site, double maskDegrees, Interval span) =>
        Find(satellite, site, HorizonMask.Flat(maskDegrees), span);

    /// <summary>The passes over one site above a mask by azimuth, in order. An obstacle may cut one pass into several.</summary>
    /// <param name="satellite">The satellite.</param>
    /// <param name="site">The site.</param>
    /// <param name="mask">Lowest usable elevation by azimuth.</param>
    /// <param name="span">The span to search; an empty one has no passes.</param>
    /// <exception cref="ArgumentException">The site's coordinates are out of range.</exception>
    public static IReadOnlyList<Pass> Find(Sgp4Propagator satellite, GroundSite site, HorizonMask mask, Interval span) =>
        Find(satellite, [new MaskedSite(site, mask)], span)[0];

    /// <summary>
    /// The passes over each of several sites. The sites share the satellite's states, which saves a quarter of the time in low
    /// orbit and two thirds of it in geostationary orbit against one call a site; the passes are the same.
    /// </summary>
    /// <param name="satellite">The satellite.</param>
    /// <param name="sites">The sites with their masks.</param>
    /// <param name="span">The span to search; an empty one has no passes.</param>
    /// <returns>For each site, at its index in <paramref name="sites"/>, its passes in order.</returns>
    /// <exception cref="ArgumentException">A site's coordinates are out of range.</exception>
    public static IReadOnlyList<IReadOnlyList<Pass>> Find(Sgp4Propagator satellite, IReadOnlyList<MaskedSite> sites, Interval span)
    {
        ArgumentNullException.ThrowIfNull(satellite);
        ArgumentNullException.ThrowIfNull(sites);
        var trajectory = new Trajectory(satellite, span);
        var passes = new IReadOnlyList<Pass>[sites.Count];
        for (var k = 0; k < passes.Length; k++)
        {
            passes[k] = FindOne(trajectory, sites[k].Site.ToFrame(), sites[k].Mask);
        }

        return passes;
    }

    private static List<Pass> FindOne(Trajectory trajectory, TopocentricFrame site, HorizonMask mask)
    {
        // A mask by azimuth is searched only while the satellite is above the mask's lowest elevation.
        var windows = CrossingSearch.Find(trajectory, new ElevationMargin(site, mask.LowestDegrees), trajectory.Span);
        if (!mask.IsFlat)
        {
            windows = [.. windows.SelectMany(window => CrossingSearch.Find(trajectory, new HorizonMargin(site, mask), window))];
        }

        var passes = new List<Pass>(windows.Count);
        foreach (var window in windows)
        {
            var (culmination, elevation) = Culmination.Find(trajectory, site, window);
            passes.Add(new Pass(
                window,
                culmination,
                elevation,
                window.StartTicks == trajectory.Span.StartTicks,
                window.EndTicks == trajectory.Span.EndTicks));
        }

        return passes;
    }
}

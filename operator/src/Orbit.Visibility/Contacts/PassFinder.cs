using Orbit.Astrodynamics.Sgp4;
using Orbit.Visibility.Intervals;

namespace Orbit.Visibility.Contacts;

/// <summary>
/// Finds every pass of a satellite over sites on the ground: geometric elevation over WGS-84 by SGP4 states, TEME → ECEF by
/// GMST with UT1 = UTC, without refraction, light time or aberration.
/// </summary>
/// <remarks>
/// <para>
/// No pass of 1 ms or longer is missed, nor a gap between two: whatever is passed over is so by bounds on the satellite's speed
/// and acceleration. Edges are those of SGP4 within 10 µs (measured: 0.1 µs); a pass is the same whatever span it is found in, save for clipping.
/// A satellite always in view gives one window, clipped at both ends. docs/designs/0004-contact-windows.md says why.
/// </para>
/// <para>
/// Passes are found while the satellite is in orbit (<see cref="Sgp4Propagator.InOrbit"/>). If it decays its passes end there: the
/// last may be clipped at that instant, and nothing is found after it, in no span. The same holds before its epoch.
/// </para>
/// <para>All methods are safe to call from any number of threads.</para>
/// </remarks>
public static class PassFinder
{
    private const int MostKept = 10_000;

    // Each thread keeps the buffers of its last search.
    [ThreadStatic]
    private static PassSearch? _search;

    [ThreadStatic]
    private static List<SitePass>? _found;

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
    /// The passes over each of several sites. The sites share the satellite's states, which makes one more cost little; the
    /// passes are the same as of one call a site. For many satellites see <see cref="FleetPassFinder"/>.
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
        return Find(satellite, SiteSet.Of(sites), span);
    }

    /// <summary>The passes over each of several sites that are prepared to be searched again.</summary>
    /// <param name="satellite">The satellite.</param>
    /// <param name="sites">The sites with their masks.</param>
    /// <param name="span">The span to search; an empty one has no passes.</param>
    /// <returns>For each site, at its index in <paramref name="sites"/>, its passes in order.</returns>
    public static IReadOnlyList<IReadOnlyList<Pass>> Find(Sgp4Propagator satellite, SiteSet sites, Interval span)
    {
        ArgumentNullException.ThrowIfNull(satellite);
        ArgumentNullException.ThrowIfNull(sites);
        var search = _search ??= new PassSearch();
        var found = _found ??= [];
        found.Clear();
        search.Find(satellite, sites, span, found);
        var passes = new IReadOnlyList<Pass>[sites.Count];
        var next = 0;
        for (var k = 0; k < passes.Length; k++)
        {
            var first = next;
            while (next < found.Count && found[next].Site == k)
            {
                next++;
            }

            var list = next > first ? new Pass[next - first] : [];
            for (var j = 0; j < list.Length; j++)
            {
                list[j] = found[first + j].Pass;
            }

            passes[k] = list;
        }

        // A long horizon's memory is not kept.
        _found = found.Capacity <= MostKept ? found : null;
        return passes;
    }
}

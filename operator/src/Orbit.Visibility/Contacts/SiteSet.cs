using Orbit.Astrodynamics.Frames;

namespace Orbit.Visibility.Contacts;

/// <summary>
/// Sites with their masks, prepared once to be searched for many satellites. Immutable, and safe on any number of threads.
/// </summary>
public sealed class SiteSet
{
    private readonly MaskedSite[] _sites;
    private readonly TopocentricFrame[] _frames;
    private readonly SitePlane[] _planes;

    private SiteSet(MaskedSite[] sites)
    {
        _sites = sites;
        _frames = [.. sites.Select(site => site.Site.ToFrame())];
        _planes = [.. sites.Select((site, k) => new SitePlane(_frames[k], site.Mask.LowestDegrees))];
    }

    /// <summary>Number of sites.</summary>
    public int Count => _sites.Length;

    /// <summary>For each site what the search needs of it.</summary>
    internal ReadOnlySpan<SitePlane> Planes => _planes;

    /// <summary>The site at an index.</summary>
    public MaskedSite this[int index] => _sites[index];

    /// <summary>A set of sites, which may be none.</summary>
    /// <exception cref="ArgumentException">A site's coordinates are out of range, or an entry of the list is null.</exception>
    public static SiteSet Of(params IReadOnlyList<MaskedSite> sites)
    {
        ArgumentNullException.ThrowIfNull(sites);
        for (var k = 0; k < sites.Count; k++)
        {
            if (sites[k] is not { Site: not null, Mask: not null })
            {
                throw new ArgumentException(FormattableString.Invariant($"The site at index {k}, or its mask, is null."), nameof(sites));
            }
        }

        return new SiteSet([.. sites]);
    }

    /// <summary>The local frame of the site at an index.</summary>
    internal TopocentricFrame Frame(int index) => _frames[index];
}

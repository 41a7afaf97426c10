using System.Runtime.Intrinsics;
using Orbit.Visibility.Searching;

namespace Orbit.Visibility.Contacts;

/// <summary>How a satellite stands over a site on a segment of its grid, for eight pairs of a site and a segment at once.</summary>
internal struct ElevationModel
{
    private SegmentModel _position;
    private Vector512<double> _upX;
    private Vector512<double> _upY;
    private Vector512<double> _upZ;
    private Vector512<double> _originX;
    private Vector512<double> _originY;
    private Vector512<double> _originZ;
    private Vector512<double> _sinMask;

    /// <summary>Fits the model to eight pairs.</summary>
    public void Fit(OrbitNodes nodes, ReadOnlySpan<int> segments, SiteSet sites, ReadOnlySpan<int> siteIndices)
    {
        _position.Fit(nodes, segments);
        Span<double> lanes = stackalloc double[7 * 8];
        for (var k = 0; k < 8; k++)
        {
            ref readonly var site = ref sites.Planes[siteIndices[k]];
            lanes[k] = site.Up.X;
            lanes[8 + k] = site.Up.Y;
            lanes[16 + k] = site.Up.Z;
            lanes[24 + k] = site.Origin.X;
            lanes[32 + k] = site.Origin.Y;
            lanes[40 + k] = site.Origin.Z;
            lanes[48 + k] = site.SinMask;
        }

        _upX = Vector512.Create<double>(lanes);
        _upY = Vector512.Create<double>(lanes[8..]);
        _upZ = Vector512.Create<double>(lanes[16..]);
        _originX = Vector512.Create<double>(lanes[24..]);
        _originY = Vector512.Create<double>(lanes[32..]);
        _originZ = Vector512.Create<double>(lanes[40..]);
        _sinMask = Vector512.Create<double>(lanes[48..]);
    }

    /// <summary>
    /// The margin f = z - ρ sin m in km, its rate in km a step and the range in km, at s within [-1/2, 1/2] of each segment.
    /// </summary>
    public readonly (Vector512<double> Value, Vector512<double> Rate, Vector512<double> Range) Margin(Vector512<double> s)
    {
        var line = Line(s);
        var range = Vector512.Sqrt(line.Square);
        return (line.Up - (_sinMask * range), line.UpRate - (_sinMask * line.Product / range), range);
    }

    /// <summary>What has the sign of the elevation's rate at s: ż ρ² - z (d · v), nearly linear in time near the top.</summary>
    public readonly Vector512<double> Rise(Vector512<double> s)
    {
        var line = Line(s);
        return (line.UpRate * line.Square) - (line.Up * line.Product);
    }

    /// <summary>The height over the site's plane and the distance from its normal at s, km: their arc tangent is the elevation.</summary>
    public readonly (Vector512<double> Up, Vector512<double> Level) Height(Vector512<double> s)
    {
        var x = _position.X.At(s).Value - _originX;
        var y = _position.Y.At(s).Value - _originY;
        var z = _position.Z.At(s).Value - _originZ;
        var up = (x * _upX) + (y * _upY) + (z * _upZ);
        var levelX = x - (up * _upX);
        var levelY = y - (up * _upY);
        var levelZ = z - (up * _upZ);
        return (up, Vector512.Sqrt((levelX * levelX) + (levelY * levelY) + (levelZ * levelZ)));
    }

    // z, ż, ρ² and d · v.
    private readonly (Vector512<double> Up, Vector512<double> UpRate, Vector512<double> Square, Vector512<double> Product) Line(Vector512<double> s)
    {
        var (x, rateX) = _position.X.At(s);
        var (y, rateY) = _position.Y.At(s);
        var (z, rateZ) = _position.Z.At(s);
        x -= _originX;
        y -= _originY;
        z -= _originZ;
        return (
            (x * _upX) + (y * _upY) + (z * _upZ),
            (rateX * _upX) + (rateY * _upY) + (rateZ * _upZ),
            (x * x) + (y * y) + (z * z),
            (x * rateX) + (y * rateY) + (z * rateZ));
    }
}

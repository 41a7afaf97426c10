using System.Runtime.CompilerServices;
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
        var planes = sites.Planes;
        ref readonly var a = ref planes[siteIndices[0]];
        ref readonly var b = ref planes[siteIndices[1]];
        ref readonly var c = ref planes[siteIndices[2]];
        ref readonly var d = ref planes[siteIndices[3]];
        ref readonly var e = ref planes[siteIndices[4]];
        ref readonly var f = ref planes[siteIndices[5]];
        ref readonly var g = ref planes[siteIndices[6]];
        ref readonly var h = ref planes[siteIndices[7]];
        _upX = Vector512.Create(a.Up.X, b.Up.X, c.Up.X, d.Up.X, e.Up.X, f.Up.X, g.Up.X, h.Up.X);
        _upY = Vector512.Create(a.Up.Y, b.Up.Y, c.Up.Y, d.Up.Y, e.Up.Y, f.Up.Y, g.Up.Y, h.Up.Y);
        _upZ = Vector512.Create(a.Up.Z, b.Up.Z, c.Up.Z, d.Up.Z, e.Up.Z, f.Up.Z, g.Up.Z, h.Up.Z);
        _originX = Vector512.Create(a.Origin.X, b.Origin.X, c.Origin.X, d.Origin.X, e.Origin.X, f.Origin.X, g.Origin.X, h.Origin.X);
        _originY = Vector512.Create(a.Origin.Y, b.Origin.Y, c.Origin.Y, d.Origin.Y, e.Origin.Y, f.Origin.Y, g.Origin.Y, h.Origin.Y);
        _originZ = Vector512.Create(a.Origin.Z, b.Origin.Z, c.Origin.Z, d.Origin.Z, e.Origin.Z, f.Origin.Z, g.Origin.Z, h.Origin.Z);
        _sinMask = Vector512.Create(a.SinMask, b.SinMask, c.SinMask, d.SinMask, e.SinMask, f.SinMask, g.SinMask, h.SinMask);
    }

    /// <summary>
    /// The margin f = z - ρ sin m in km, its rate in km a step and the range in km, at s within [-1/2, 1/2] of each segment.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public readonly (Vector512<double> Value, Vector512<double> Rate, Vector512<double> Range) Margin(Vector512<double> s)
    {
        var line = Line(s);
        var range = Vector512.Sqrt(line.Square);
        return (line.Up - (_sinMask * range), line.UpRate - (_sinMask * line.Product / range), range);
    }

    /// <summary>What has the sign of the elevation's rate at s: ż ρ² - z (d · v), nearly linear in time near the top.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
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
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
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

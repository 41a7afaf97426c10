using Orbit.Astrodynamics.Frames;
using Orbit.Visibility.Searching;

namespace Orbit.Visibility.Regions;

/// <summary>One arc of a region's bounds with the corner that it starts from; the region is on its left.</summary>
internal readonly struct PolygonEdge
{
    // Bounds that miss each other's plane by less than this, rad, run along it.
    private const double Along = 1e-12;

    private readonly Vector3 _start;
    private readonly Vector3 _end;

    // Normal of the arc's plane, to the left, and normals of the planes through its ends across it.
    private readonly Vector3 _left;
    private readonly Vector3 _afterStart;
    private readonly Vector3 _beforeEnd;

    // The sum of the normals of both arcs that meet at the start: what is nearest to a corner is inside on its side.
    private readonly Vector3 _leftAtStart;

    private PolygonEdge(Vector3 before, Vector3 start, Vector3 end)
    {
        _start = start;
        _end = end;
        var normal = Cross(start, end);
        Length = Math.Atan2(normal.Length, Vector3.Dot(start, end));
        _left = Unit(normal);
        _afterStart = Cross(_left, start);
        _beforeEnd = Cross(end, _left);
        _leftAtStart = _left + Unit(Cross(before, start));
    }

    /// <summary>Angle from corner to corner, rad.</summary>
    public double Length { get; }

    /// <summary>The arcs of a ring.</summary>
    public static PolygonEdge[] Ring(Vector3[] corners) =>
        [.. corners.Select((corner, k) => new PolygonEdge(corners[(k + corners.Length - 1) % corners.Length], corner, corners[(k + 1) % corners.Length]))];

    /// <summary>Vector product.</summary>
    public static Vector3 Cross(Vector3 a, Vector3 b) =>
        new((a.Y * b.Z) - (a.Z * b.Y), (a.Z * b.X) - (a.X * b.Z), (a.X * b.Y) - (a.Y * b.X));

    /// <summary>The square of the sine of the angle to the arc or its starting corner; 1 where neither is within a quarter turn, or where another arc is nearer.</summary>
    public double SineSquared(Vector3 direction, out bool isInside)
    {
        if (Vector3.Dot(direction, _afterStart) >= 0)
        {
            var side = Vector3.Dot(direction, _left);
            isInside = side >= 0;
            return Vector3.Dot(direction, _beforeEnd) >= 0 ? side * side : 1;
        }

        isInside = Vector3.Dot(direction, _leftAtStart) >= 0;
        if (Vector3.Dot(direction, _start) <= 0)
        {
            return 1;
        }

        var across = Cross(direction, _start);
        return Vector3.Dot(across, across);
    }

    /// <summary>A time before which a direction cannot come to the arc, s; of no use for a direction that is on it.</summary>
    /// <remarks>Neither does it come to the arc faster than it turns, nor to the arc's plane before the parabola does.</remarks>
    public double EarliestCrossing(in NormalMotion motion)
    {
        var side = Vector3.Dot(motion.Normal, _left);
        var rate = Vector3.Dot(motion.Rate, _left);
        var distance = Vector3.Dot(motion.Normal, _afterStart) < 0 ? (motion.Normal - _start).Length
            : Vector3.Dot(motion.Normal, _beforeEnd) < 0 ? (motion.Normal - _end).Length
            : Math.Abs(side);
        return Math.Max(
            distance / motion.MostTurn,
            Margin.EarliestZero(Math.Abs(side), (side < 0 ? -rate : rate) - motion.RateError, motion.MostBend));
    }

    /// <summary>Whether two arcs that share no corner have a point in common.</summary>
    public bool Crosses(in PolygonEdge other)
    {
        var a = Vector3.Dot(_left, other._start);
        var b = Vector3.Dot(_left, other._end);
        if (Math.Abs(a) < Along && Math.Abs(b) < Along)
        {
            return IsBeside(other._start) || IsBeside(other._end);
        }

        // Each has the other's ends on different sides, and they are not on opposite sides of the Earth.
        var meeting = (Math.Abs(b) * other._start) + (Math.Abs(a) * other._end);
        return a * b <= 0
            && Vector3.Dot(other._left, _start) * Vector3.Dot(other._left, _end) <= 0
            && Vector3.Dot(meeting, _start + _end) > 0;
    }

    private static Vector3 Unit(Vector3 v) => 1 / v.Length * v;

    private bool IsBeside(Vector3 direction) => Vector3.Dot(direction, _afterStart) > Along && Vector3.Dot(direction, _beforeEnd) > Along;
}

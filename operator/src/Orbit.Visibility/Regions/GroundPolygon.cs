using Orbit.Astrodynamics.Frames;

namespace Orbit.Visibility.Regions;

/// <summary>
/// A region of the ground within a ring of corners: the smaller of the two parts into which the ring divides the Earth, in
/// whichever sense its corners are given. It may hold a pole or lie across the antimeridian.
/// </summary>
/// <remarks>
/// Corners are taken on the unit sphere of geodetic latitude and longitude. Two corners are joined either by the shortest
/// arc on that sphere, within 0.2 % of the ellipsoid's geodesic, or as on a map of latitude against longitude
/// (<see cref="OnMap"/>), which is how regions are drawn and published; then the shorter way round in longitude is taken.
/// </remarks>
public sealed class GroundPolygon
{
    /// <summary>The most arcs that may bound a region; a line of a map counts as one for each degree.</summary>
    public const int MostArcs = 4000;

    // A line of a map is made of arcs of no more than this, degrees: none of them is more than 120 m off the line at
    // latitude 45, and less elsewhere (the sagitta, Δλ²/8 sin φ cos φ, is greatest there).
    private const double MapStep = 1;

    // Closer corners than this, rad (6 cm), are the same.
    private const double SamePlace = 1e-8;

    private readonly PolygonEdge[] _edges;
    private readonly EdgeGroup[] _groups;

    private GroundPolygon(Vector3[] corners)
    {
        if (corners.Length > MostArcs)
        {
            throw new ArgumentException($"The region is bounded by {corners.Length} arcs; there may be at most {MostArcs}.", nameof(corners));
        }

        if (LeftArea(corners) > Math.Tau)
        {
            Array.Reverse(corners);
        }

        AreaSteradians = LeftArea(corners);
        _edges = PolygonEdge.Ring(corners);
        RequireSimple();
        _groups = EdgeGroup.Of(corners);
        Centre = Unit(corners.Aggregate((a, b) => a + b));
        Radius = corners.Max(corner => Angle(Centre, corner));
    }

    /// <summary>Area on the unit sphere, below 2π; times 40.6 million it is in km² to about half a percent.</summary>
    public double AreaSteradians { get; }

    /// <summary>How many arcs bound the region.</summary>
    public int EdgeCount => _edges.Length;

    /// <summary>Middle of a cap that holds the region's corners, and with them, if it is below a quarter turn, the region.</summary>
    internal Vector3 Centre { get; }

    /// <summary>Angular radius of that cap, rad.</summary>
    internal double Radius { get; }

    /// <summary>A region whose corners are joined by the shortest arcs.</summary>
    /// <param name="corners">At least three, each different from the next; the last is joined to the first, and may repeat it.</param>
    /// <exception cref="ArgumentException">A coordinate is out of range, or the corners make no ring that divides the Earth in two.</exception>
    public static GroundPolygon OfArcs(params IReadOnlyList<GroundPoint> corners) =>
        new([.. Ring(corners).Select(corner => GeodeticNormal.Of(corner.LatitudeDegrees, corner.LongitudeDegrees))]);

    /// <summary>A region whose corners are joined by straight lines on a map of latitude against longitude.</summary>
    /// <param name="corners">At least three, each different from the next; the last is joined to the first, and may repeat it.</param>
    /// <exception cref="ArgumentException">A coordinate is out of range, or the corners make no ring that divides the Earth in two.</exception>
    public static GroundPolygon OnMap(params IReadOnlyList<GroundPoint> corners)
    {
        var ring = Ring(corners);
        var places = new List<Vector3>();
        for (var k = 0; k < ring.Count; k++)
        {
            var a = ring[k];
            var b = ring[(k + 1) % ring.Count];
            var rise = b.LatitudeDegrees - a.LatitudeDegrees;
            var run = Math.IEEERemainder(b.LongitudeDegrees - a.LongitudeDegrees, 360);

            // Along a meridian the line is an arc already.
            var steps = run.Equals(0) ? 1 : Math.Ceiling(Math.Max(Math.Abs(rise), Math.Abs(run)) / MapStep);
            for (var step = 0; step < steps; step++)
            {
                places.Add(GeodeticNormal.Of(a.LatitudeDegrees + (step / steps * rise), a.LongitudeDegrees + (step / steps * run)));
            }
        }

        return new GroundPolygon([.. places]);
    }

    /// <summary>Whether a place lies in the region, its bounds included.</summary>
    /// <exception cref="ArgumentException">A coordinate is out of its range or no number.</exception>
    public bool Contains(GroundPoint place)
    {
        RequireInRange(place, "The place");
        return Depth(GeodeticNormal.Of(place.LatitudeDegrees, place.LongitudeDegrees)) >= 0;
    }

    /// <summary>As <see cref="Depth"/>; but far outside the angle to a cap around the region, which is less far and found sooner.</summary>
    internal double QuickDepth(Vector3 direction)
    {
        var toCap = Angle(Centre, direction) - Radius;
        return toCap > Radius && Radius < Math.PI / 4 ? -toCap : Depth(direction);
    }

    /// <summary>The angle from a direction to the nearest bound, rad; positive inside the region, negative outside; at most a right angle.</summary>
    /// <remarks>The side is that of the nearest bound: left of an arc is inside, and at a corner left of both arcs' mean direction.</remarks>
    internal double Depth(Vector3 direction)
    {
        // At most 250 groups.
        Span<double> toGroup = stackalloc double[_groups.Length];
        var nearest = 0;
        for (var k = 0; k < _groups.Length; k++)
        {
            toGroup[k] = _groups[k].Distance(direction);
            nearest = toGroup[k] < toGroup[nearest] ? k : nearest;
        }

        // The nearest group first, and then only those that may hold a nearer arc. Compared by the sine of the angle squared,
        // which needs no inverse function and is exact close to a bound.
        var least = 1.0;
        var inside = false;
        Look(_groups[nearest], direction, ref least, ref inside);
        for (var k = 0; k < _groups.Length; k++)
        {
            // The straight distance that belongs to the least angle, √(2 - 2 cos).
            if (k != nearest && toGroup[k] < Math.Sqrt(2 - (2 * Math.Sqrt(1 - least))))
            {
                Look(_groups[k], direction, ref least, ref inside);
            }
        }

        var angle = Math.Asin(Math.Sqrt(least));
        return inside ? angle : -angle;
    }

    /// <summary>A time, s, before which the point below a satellite cannot cross the region's bounds.</summary>
    internal double EarliestCrossing(in NormalMotion motion)
    {
        var earliest = double.PositiveInfinity;
        foreach (ref readonly var group in _groups.AsSpan())
        {
            if (group.Distance(motion.Normal) >= earliest * motion.MostTurn)
            {
                continue;
            }

            foreach (ref readonly var edge in _edges.AsSpan(group.First, group.Count))
            {
                earliest = Math.Min(earliest, edge.EarliestCrossing(motion));
            }
        }

        return earliest;
    }

    private static double Angle(Vector3 a, Vector3 b) => 2 * Math.Asin(Math.Min(1, (a - b).Length / 2));

    private static Vector3 Unit(Vector3 v) => 1 / v.Length * v;

    private static List<GroundPoint> Ring(IReadOnlyList<GroundPoint> corners)
    {
        ArgumentNullException.ThrowIfNull(corners);
        var ring = corners.ToList();
        if (ring.Count > 1 && ring[0] == ring[^1])
        {
            ring.RemoveAt(ring.Count - 1);
        }

        if (ring.Count is < 3 or > MostArcs)
        {
            throw new ArgumentException($"The region has {ring.Count} different {(ring.Count == 1 ? "corner" : "corners")}; it must have 3 to {MostArcs}.", nameof(corners));
        }

        for (var k = 0; k < ring.Count; k++)
        {
            RequireInRange(ring[k], $"Corner {k + 1} of the region");
        }

        return ring;
    }

    private static void RequireInRange(GroundPoint place, string what)
    {
        if (!(place is { LatitudeDegrees: >= -90 and <= 90, LongitudeDegrees: >= -180 and <= 360 }))
        {
            throw new ArgumentException(FormattableString.Invariant(
                $"{what} is at latitude {place.LatitudeDegrees}, longitude {place.LongitudeDegrees}; it must be -90 to 90 and -180 to 360 degrees."));
        }
    }

    // Solid angle to the left of the ring, from 0 to 4π: the sum over the fan of triangles from one point c,
    // tan(Ω/2) = c·(a × b)/(1 + c·a + a·b + b·c) (van Oosterom and Strackee 1983).
    private static double LeftArea(Vector3[] ring)
    {
        // A fan from a point off all corners' antipodes; the first corner may well be opposite to another.
        var c = Unit(ring.Aggregate((a, b) => a + b) + new Vector3(1e-3, 2e-3, 3e-3));
        var area = 0.0;
        for (var k = 0; k < ring.Length; k++)
        {
            var a = ring[k];
            var b = ring[(k + 1) % ring.Length];
            area += 2 * Math.Atan2(
                Vector3.Dot(c, PolygonEdge.Cross(a, b)),
                1 + Vector3.Dot(c, a) + Vector3.Dot(a, b) + Vector3.Dot(b, c));
        }

        return area < 0 ? area + (4 * Math.PI) : area;
    }

    private void Look(in EdgeGroup group, Vector3 direction, ref double least, ref bool inside)
    {
        foreach (ref readonly var edge in _edges.AsSpan(group.First, group.Count))
        {
            var square = edge.SineSquared(direction, out var isInside);
            if (square < least)
            {
                least = square;
                inside = isInside;
            }
        }
    }

    private void RequireSimple()
    {
        if (_edges.Any(edge => edge.Length is < SamePlace or > Math.PI - SamePlace))
        {
            throw new ArgumentException("Two neighbouring corners of the region are the same place or opposite ones; no single arc joins them.");
        }

        for (var i = 0; i < _edges.Length; i++)
        {
            for (var j = i + 2; j < _edges.Length; j++)
            {
                // The last arc and the first share a corner.
                if (j - i < _edges.Length - 1 && _edges[i].Crosses(_edges[j]))
                {
                    throw new ArgumentException("The bounds of the region cross each other; they must divide the Earth in two.");
                }
            }
        }
    }
}

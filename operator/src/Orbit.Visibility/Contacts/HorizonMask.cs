namespace Orbit.Visibility.Contacts;

/// <summary>
/// The lowest elevation at which a site can use a satellite, by azimuth: a minimum everywhere, and above it obstacles given
/// as a polygon around the horizon, linear in azimuth between its corners and from the last on to the first.
/// </summary>
public sealed class HorizonMask
{
    private readonly HorizonPoint[] _points;

    /// <summary>A mask of a minimum and obstacles.</summary>
    /// <param name="minimumElevationDegrees">Elevation that is needed at every azimuth, -90 to 90.</param>
    /// <param name="points">Corners of the obstacles in any order; none for a flat mask, one for a constant.</param>
    /// <exception cref="ArgumentException">A value is out of its range, or two corners have the same azimuth.</exception>
    public HorizonMask(double minimumElevationDegrees, IReadOnlyList<HorizonPoint> points)
    {
        ArgumentNullException.ThrowIfNull(points);
        if (minimumElevationDegrees is not (>= -90 and <= 90))
        {
            throw new ArgumentException(
                FormattableString.Invariant($"The minimum elevation is {minimumElevationDegrees} degrees; it must be -90 to 90."),
                nameof(minimumElevationDegrees));
        }

        _points = [.. points.OrderBy(point => point.AzimuthDegrees)];
        for (var k = 0; k < _points.Length; k++)
        {
            var (azimuth, elevation) = _points[k];
            if (azimuth is not (>= 0 and < 360))
            {
                throw new ArgumentException(
                    FormattableString.Invariant($"A horizon point has azimuth {azimuth} degrees; it must be 0 or more and below 360."),
                    nameof(points));
            }

            if (elevation is not (>= -90 and <= 90))
            {
                throw new ArgumentException(
                    FormattableString.Invariant($"The horizon point at azimuth {azimuth} has elevation {elevation} degrees; it must be -90 to 90."),
                    nameof(points));
            }

            if (k > 0 && _points[k - 1].AzimuthDegrees.Equals(azimuth))
            {
                throw new ArgumentException(
                    FormattableString.Invariant($"Two horizon points have azimuth {azimuth} degrees; a mask has one elevation at each."),
                    nameof(points));
            }
        }

        MinimumElevationDegrees = minimumElevationDegrees;
        LowestDegrees = _points.Length == 0
            ? minimumElevationDegrees
            : Math.Max(minimumElevationDegrees, _points.Min(point => point.ElevationDegrees));
        HighestDegrees = _points.Length == 0
            ? minimumElevationDegrees
            : Math.Max(minimumElevationDegrees, _points.Max(point => point.ElevationDegrees));
    }

    /// <summary>Elevation that is needed at every azimuth, degrees.</summary>
    public double MinimumElevationDegrees { get; }

    /// <summary>The corners of the obstacles by azimuth.</summary>
    public IReadOnlyList<HorizonPoint> Points => _points;

    /// <summary>The least of the mask over all azimuths, degrees.</summary>
    public double LowestDegrees { get; }

    /// <summary>The greatest of the mask over all azimuths, degrees.</summary>
    public double HighestDegrees { get; }

    /// <summary>Whether the mask is the same at every azimuth.</summary>
    public bool IsFlat => LowestDegrees.Equals(HighestDegrees);

    /// <summary>A mask that is the same at every azimuth.</summary>
    /// <exception cref="ArgumentException"><paramref name="minimumElevationDegrees"/> is not within -90 to 90.</exception>
    public static HorizonMask Flat(double minimumElevationDegrees) => new(minimumElevationDegrees, []);

    /// <summary>The mask at an azimuth, degrees; any finite azimuth will do.</summary>
    public double ElevationAt(double azimuthDegrees)
    {
        if (IsFlat)
        {
            return LowestDegrees;
        }

        var azimuth = azimuthDegrees - (360 * Math.Floor(azimuthDegrees / 360));
        var right = FirstAfter(azimuth);
        var a = Corner(right - 1);
        var b = Corner(right);
        var share = (azimuth - a.AzimuthDegrees) / (b.AzimuthDegrees - a.AzimuthDegrees);
        var obstacle = a.ElevationDegrees + (share * (b.ElevationDegrees - a.ElevationDegrees));
        return Math.Max(MinimumElevationDegrees, obstacle);
    }

    /// <summary>The least and the greatest of the mask between two azimuths, from the first over east to the second.</summary>
    internal (double Lowest, double Highest) Between(double fromDegrees, double toDegrees)
    {
        if (IsFlat || !(toDegrees - fromDegrees < 360))
        {
            return (LowestDegrees, HighestDegrees);
        }

        var left = ElevationAt(fromDegrees);
        var right = ElevationAt(toDegrees);
        var lowest = Math.Min(left, right);
        var highest = Math.Max(left, right);
        var turns = 360 * Math.Floor(fromDegrees / 360);
        for (var k = FirstAfter(fromDegrees - turns); Corner(k).AzimuthDegrees < toDegrees - turns; k++)
        {
            var corner = Math.Max(MinimumElevationDegrees, Corner(k).ElevationDegrees);
            lowest = Math.Min(lowest, corner);
            highest = Math.Max(highest, corner);
        }

        return (lowest, highest);
    }

    // The corner at an index that may be one turn before the first or past the last.
    private HorizonPoint Corner(int index)
    {
        var turn = index < 0 ? -1 : index / _points.Length;
        var corner = _points[index - (turn * _points.Length)];
        return corner with { AzimuthDegrees = corner.AzimuthDegrees + (360 * turn) };
    }

    // Index of the first corner beyond an azimuth within [0, 360]; the number of corners when none is.
    private int FirstAfter(double azimuth)
    {
        var low = 0;
        var high = _points.Length;
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (_points[middle].AzimuthDegrees > azimuth)
            {
                high = middle;
            }
            else
            {
                low = middle + 1;
            }
        }

        return low;
    }
}

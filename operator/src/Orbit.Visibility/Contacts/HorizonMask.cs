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
        var right = 0;
        while (right < _points.Length && _points[right].AzimuthDegrees <= azimuth)
        {
            right++;
        }

        // Past the last corner and before the first one the neighbours are these two, a turn apart.
        var a = right == 0 ? _points[^1] with { AzimuthDegrees = _points[^1].AzimuthDegrees - 360 } : _points[right - 1];
        var b = right == _points.Length ? _points[0] with { AzimuthDegrees = _points[0].AzimuthDegrees + 360 } : _points[right];
        var share = (azimuth - a.AzimuthDegrees) / (b.AzimuthDegrees - a.AzimuthDegrees);
        var obstacle = a.ElevationDegrees + (share * (b.ElevationDegrees - a.ElevationDegrees));
        return Math.Max(MinimumElevationDegrees, obstacle);
    }

    /// <summary>The least and the greatest of the mask within some degrees of an azimuth.</summary>
    internal (double Lowest, double Highest) Within(double azimuthDegrees, double halfWidthDegrees)
    {
        if (halfWidthDegrees >= 180)
        {
            return (LowestDegrees, HighestDegrees);
        }

        var left = ElevationAt(azimuthDegrees - halfWidthDegrees);
        var right = ElevationAt(azimuthDegrees + halfWidthDegrees);
        var lowest = Math.Min(left, right);
        var highest = Math.Max(left, right);
        foreach (var point in _points)
        {
            if (Math.Abs(Math.IEEERemainder(point.AzimuthDegrees - azimuthDegrees, 360)) <= halfWidthDegrees)
            {
                lowest = Math.Min(lowest, Math.Max(MinimumElevationDegrees, point.ElevationDegrees));
                highest = Math.Max(highest, Math.Max(MinimumElevationDegrees, point.ElevationDegrees));
            }
        }

        return (lowest, highest);
    }
}

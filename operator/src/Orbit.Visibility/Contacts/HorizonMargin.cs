using Orbit.Astrodynamics.Frames;
using Orbit.Visibility.Searching;

namespace Orbit.Visibility.Contacts;

/// <summary>
/// Whether a satellite is above a mask that changes with azimuth. The margin is the elevation over the mask at the
/// satellite's azimuth, degrees.
/// </summary>
/// <remarks>
/// Until the satellite can have come to half its range, its direction turns by at most Ω = 2v/ρ. In s seconds it turns by
/// α = Ω s at most: the elevation changes by no more than α, the azimuth by no more than α/cos e, with e the highest
/// elevation on the way that matters. The sign is sure for s when the elevation cannot meet the mask anywhere within that
/// azimuth. Steps in the mask need no care of their own.
/// </remarks>
internal readonly struct HorizonMargin(TopocentricFrame site, HorizonMask mask) : IMargin
{
    // At the zenith the azimuth may change at any rate. Obstacles closer to it than this, degrees, are bounded as if here.
    private const double Steepest = 89.5;

    // Elevations above the whole mask by this much are in the clear, degrees.
    private const double Clearance = 2;

    private const double LargestTurn = 10;

    // A bound shorter than the search's own minimum step is of no use.
    private const double ShortestSeconds = 1e-3;

    /// <inheritdoc/>
    public Margin At(in TrajectoryPoint point)
    {
        var look = site.LookAt(point.Ecef);
        var value = look.ElevationDegrees - mask.ElevationAt(look.AzimuthDegrees);
        var turnRate = double.RadiansToDegrees(2 * point.MaxSpeed / look.RangeKm);
        var limit = look.RangeKm / (2 * point.MaxSpeed);
        if (look.ElevationDegrees > mask.HighestDegrees + Clearance)
        {
            return new Margin(value, Math.Min(limit, (look.ElevationDegrees - mask.HighestDegrees) / turnRate));
        }

        // From below, only elevations up to the mask's highest are passed before the sign changes; from above, the turn
        // itself bounds them. 10 degrees take less than the time to half the range, which is 57 at this rate.
        for (var turn = LargestTurn; turn > turnRate * ShortestSeconds; turn /= 2)
        {
            var highest = mask.HighestDegrees + (value < 0 ? 0 : Clearance + turn);
            var steepest = Math.Min(Steepest, Math.Max(highest, turn - look.ElevationDegrees));
            var azimuthTurn = turn / Math.Cos(double.DegreesToRadians(steepest));
            var (low, high) = mask.Within(look.AzimuthDegrees, azimuthTurn);
            if (value < 0 ? look.ElevationDegrees + turn < low : look.ElevationDegrees - turn > high)
            {
                return new Margin(value, turn / turnRate);
            }
        }

        return new Margin(value, 0);
    }
}

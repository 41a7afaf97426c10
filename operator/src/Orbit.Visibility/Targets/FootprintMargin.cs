using Orbit.Astrodynamics.Frames;
using Orbit.Visibility.Regions;
using Orbit.Visibility.Searching;

namespace Orbit.Visibility.Targets;

/// <summary>Whether a satellite's footprint reaches a region: by how much, rad.</summary>
/// <remarks>
/// The point below moves by at most w s in s seconds; the height stays between the parabolas h + ḣ s - ½ A s² and
/// h + ḣ s + ½ (A + V w) s² and the footprint grows with it. So the sign is sure for s when it is so with the depth less
/// (or more) by w s and the footprint of the lower (or upper) height.
/// </remarks>
internal readonly struct FootprintMargin(GroundPolygon zone, double minimumDegrees) : IMargin
{
    // Mean radius of the Earth, km (IUGG).
    private const double EarthRadius = 6371.0088;

    // A bound shorter than the search's own minimum step is of no use, s.
    private const double Shortest = 1e-3;

    private readonly double _minimum = double.DegreesToRadians(minimumDegrees);

    /// <inheritdoc/>
    public Margin At(in TrajectoryPoint point)
    {
        var (normal, height) = GeodeticNormal.Below(point.Ecef.Position);
        var depth = zone.Depth(normal);
        var value = depth + Footprint(height);
        var turn = GroundSpeed.MostTurn(point);
        var climb = Vector3.Dot(normal, point.Ecef.Velocity);
        var bend = value >= 0 ? -0.5 * point.MaxAcceleration : 0.5 * GroundSpeed.MostClimb(point);
        var error = value >= 0 ? -point.MaxVelocityError : point.MaxVelocityError;
        for (var s = 0.9 * Math.Abs(value) / turn; s > Shortest; s *= 0.7)
        {
            // Over the whole of the time: of a parabola that turns, its start is an extreme as well.
            var drift = ((climb + error) * s) + (bend * s * s);
            var sure = value >= 0
                ? depth - (turn * s) + Footprint(height + Math.Min(0, drift)) > 0
                : depth + (turn * s) + Footprint(height + Math.Max(0, drift)) < 0;
            if (sure)
            {
                return new Margin(value, s);
            }
        }

        return new Margin(value, 0);
    }

    // λ = arccos(R cos ε/(R + h)) - ε; nothing on or below the ground.
    private double Footprint(double height)
    {
        var cosine = EarthRadius * Math.Cos(_minimum) / (EarthRadius + height);
        return height > 0 ? Math.Acos(cosine) - _minimum : 0;
    }
}

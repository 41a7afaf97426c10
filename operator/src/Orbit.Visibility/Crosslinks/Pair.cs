using Orbit.Astrodynamics.Frames;
using Orbit.Visibility.Searching;

namespace Orbit.Visibility.Crosslinks;

/// <summary>Two satellites at one instant, in TEME, with bounds on how they move against each other until the nearer of their horizons.</summary>
internal readonly struct Pair
{
    public Pair(in TrajectoryPoint first, in TrajectoryPoint second)
    {
        First = first.Teme;
        Second = second.Teme;
        Line = second.Teme.Position - first.Teme.Position;
        Range = Line.Length;
        RelativeVelocity = second.Teme.Velocity - first.Teme.Velocity;
        FirstSpeed = first.MaxSpeed;
        SecondSpeed = second.MaxSpeed;
        FirstAcceleration = first.MaxAcceleration;
        SecondAcceleration = second.MaxAcceleration;
        FirstVelocityError = first.MaxVelocityError;
        SecondVelocityError = second.MaxVelocityError;
    }

    /// <summary>TEME, km and km/s.</summary>
    public StateVector First { get; }

    /// <summary>TEME, km and km/s.</summary>
    public StateVector Second { get; }

    /// <summary>From the first to the second, km.</summary>
    public Vector3 Line { get; }

    /// <summary>Their distance, km.</summary>
    public double Range { get; }

    /// <summary>Of the second against the first, km/s.</summary>
    public Vector3 RelativeVelocity { get; }

    /// <summary>As <see cref="TrajectoryPoint.MaxSpeed"/>.</summary>
    public double FirstSpeed { get; }

    /// <summary>As <see cref="TrajectoryPoint.MaxSpeed"/>.</summary>
    public double SecondSpeed { get; }

    /// <summary>As <see cref="TrajectoryPoint.MaxAcceleration"/>.</summary>
    public double FirstAcceleration { get; }

    /// <summary>As <see cref="TrajectoryPoint.MaxAcceleration"/>.</summary>
    public double SecondAcceleration { get; }

    /// <summary>As <see cref="TrajectoryPoint.MaxVelocityError"/>.</summary>
    public double FirstVelocityError { get; }

    /// <summary>As <see cref="TrajectoryPoint.MaxVelocityError"/>.</summary>
    public double SecondVelocityError { get; }

    /// <summary>Rate of the distance, km/s; 0 for satellites at the same place.</summary>
    public double RangeRate => Range > 0 ? Vector3.Dot(Line, RelativeVelocity) / Range : 0;

    /// <summary>The most that the distance can change in a second, km/s.</summary>
    public double MaxRelativeSpeed => FirstSpeed + SecondSpeed;

    /// <summary>The most that their relative velocity can change in a second, km/s².</summary>
    public double MaxRelativeAcceleration => FirstAcceleration + SecondAcceleration;

    /// <summary>The most that <see cref="RelativeVelocity"/> is off, km/s.</summary>
    public double RelativeVelocityError => FirstVelocityError + SecondVelocityError;
}

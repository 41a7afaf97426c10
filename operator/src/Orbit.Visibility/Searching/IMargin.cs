namespace Orbit.Visibility.Searching;

/// <summary>A condition on a satellite's state that knows for how long it is sure not to change.</summary>
internal interface IMargin
{
    /// <summary>The condition at one instant.</summary>
    Margin At(in TrajectoryPoint point);
}

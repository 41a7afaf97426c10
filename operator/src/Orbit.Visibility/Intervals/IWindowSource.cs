namespace Orbit.Visibility.Intervals;

/// <summary>A set of instants that is looked at in order of time, and need be known only as far as it was looked at.</summary>
/// <remarks>
/// What a source says must not change from one question to the next. The sources of this library are safe to ask from any
/// number of threads.
/// </remarks>
public interface IWindowSource
{
    /// <summary>What comes next, as far as it is known without more work than one step.</summary>
    /// <param name="fromTicks">The instant to look from, as <see cref="DateTimeOffset.UtcTicks"/>.</param>
    /// <returns>
    /// An interval that the set holds, with nothing of the set between <paramref name="fromTicks"/> and its start. It may be
    /// empty: then all that is said is that there is nothing until there. Of its end on nothing is said; the set may well
    /// go on. The end is always after <paramref name="fromTicks"/>, so that asking from there again comes to an end; it is
    /// <see cref="long.MaxValue"/> when nothing comes any more.
    /// </returns>
    Interval Next(long fromTicks);
}

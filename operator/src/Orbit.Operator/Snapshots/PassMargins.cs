using Orbit.Astrodynamics.Elements;
using Orbit.Visibility.Uncertainty;

namespace Orbit.Operator.Snapshots;

/// <summary>What the age of a satellite's elements takes off both ends of its passes before contacts are booked in them.</summary>
/// <remarks>
/// <para>
/// A satellite that comes ten seconds late costs a contact that was booked from the predicted rise its beginning, and with it often the
/// whole contact; one that was booked ten seconds shorter loses nothing. So passes are trimmed by what the elements may be off
/// at the time of planning: 0.2 s for elements of some hours, some 20 s after a week in low orbit.
/// </para>
/// <para>
/// The model is that of satellites that coast between manoeuvres. Elements do not tell who thrusts, and the figures for steady thrust
/// (9 s after a day, 4 minutes after a week) would leave the many who don't without passes. Who thrusts needs fresh elements, and says
/// so with a short <c>maxElementAge</c>.
/// </para>
/// <para>
/// What age adds from the planning to the contact is left out: some tenths of a second for fresh elements and a day ahead, seconds for
/// those of a week. Newer elements move the passes, and with them what is booked.
/// </para>
/// </remarks>
internal static class PassMargins
{
    // More would leave nothing of short passes, in most of which even such a satellite is in view; better to try them.
    private static readonly TimeSpan Most = TimeSpan.FromMinutes(1);

    /// <summary>The margin at <paramref name="now"/>, mission time: whole milliseconds, as passes are.</summary>
    /// <param name="elements">Elements that SGP4 takes.</param>
    /// <param name="now">When contacts are planned.</param>
    public static TimeSpan Of(MeanElements elements, DateTimeOffset now)
    {
        var margin = ElementUncertainty.Coasting.EdgeMargin(elements, now);
        return margin < Most ? TimeSpan.FromMilliseconds((long)Math.Ceiling(margin.TotalMilliseconds)) : Most;
    }
}

using Orbit.Astrodynamics.Sgp4;
using Orbit.Visibility.Intervals;

namespace Orbit.Cli.Windows;

/// <summary>How much of the searched span a satellite is in orbit for, in words for a warning.</summary>
/// <param name="IsEmpty">Whether that is nothing.</param>
/// <param name="Problem">What is missing of the span and why, after the satellite's name; null when nothing is missing.</param>
internal readonly record struct OrbitSpan(bool IsEmpty, string? Problem)
{
    /// <summary>What the elements say of a span.</summary>
    public static OrbitSpan Of(Sgp4Propagator satellite, Interval span)
    {
        var epoch = satellite.Elements.Epoch;
        var source = $"by its elements of {Instant.Seconds(epoch)}";
        var atStart = satellite.LimitTowards(span.Start);
        var atEnd = satellite.LimitTowards(span.End.AddTicks(-1));
        var (from, until) = satellite.InOrbit(span.StartTicks, span.EndTicks);
        if (from == until)
        {
            // Which end of the span is nearer to the epoch says on which side of it the orbit is lost.
            var why = span.Start >= epoch ? After(atStart!.Value, "decayed") : Before(atEnd!.Value);
            return new OrbitSpan(IsEmpty: true, $"is skipped: {source} {why}.");
        }

        return new OrbitSpan(IsEmpty: false, (atStart, atEnd) switch
        {
            ({ } first, { } last) => $"has windows from {At(from)} until {At(until)} only: {source} {Before(first)}, and {After(last, "decays")}.",
            (null, { } last) => $"has windows until {At(until)} only: {source} {After(last, "decays")}.",
            ({ } first, null) => $"has windows from {At(from)} on only: {source} {Before(first)}.",
            _ => null,
        });
    }

    private static string Before(OrbitLimit limit) => limit.Error == Sgp4Error.TimeOutOfRange
        ? "it has no orbit more than a century before their epoch"
        : $"it has no orbit before {Instant.Seconds(limit.Instant)}, beyond which SGP4 cannot follow them back";

    private static string After(OrbitLimit limit, string decays) => limit.Error switch
    {
        Sgp4Error.TimeOutOfRange => "it has no orbit more than a century after their epoch",
        Sgp4Error.Decayed => $"it {decays} at {Instant.Seconds(limit.Instant)}",
        _ => $"it has no orbit from {Instant.Seconds(limit.Instant)} on: SGP4 fails with {limit.Error}, as it does shortly before a decay and for elements long out of date",
    };

    private static string At(long ticks) => Instant.Seconds(new DateTimeOffset(ticks, TimeSpan.Zero));
}

namespace Orbit.Turnaround;

/// <summary>Spans in order, and what can be asked of them.</summary>
public sealed class Distribution
{
    private readonly TimeSpan[] _sorted;

    /// <summary>The distribution of some spans, at least one.</summary>
    /// <exception cref="ArgumentException">There is none.</exception>
    public Distribution(IEnumerable<TimeSpan> spans)
    {
        _sorted = [.. spans.Order()];
        if (_sorted.Length == 0)
        {
            throw new ArgumentException("A distribution needs at least one span.", nameof(spans));
        }
    }

    /// <summary>The smallest span that is at least as long as this share of them (nearest rank).</summary>
    /// <param name="percent">The share, percent, above 0 and up to 100.</param>
    public TimeSpan Percentile(double percent) => _sorted[Math.Clamp((int)Math.Ceiling(percent / 100 * _sorted.Length) - 1, 0, _sorted.Length - 1)];

    /// <summary>The share of spans shorter than a limit, percent.</summary>
    public double PercentUnder(TimeSpan limit) => 100.0 * _sorted.Count(s => s < limit) / _sorted.Length;
}

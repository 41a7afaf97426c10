using Orbit.Visibility.Intervals;

namespace Orbit.Benchmarks.Workloads;

/// <summary>Sets of intervals against the textbook's merge with two pointers, in the same run.</summary>
/// <remarks>Many different pairs in turn: of one pair again and again the processor learns every branch, which nobody's data let it.</remarks>
public sealed class IntervalSets : IWorkload
{
    private const long Scale = 1_000_000;
    private const int IntervalsARun = 50_000;
    private const int Queries = 1000;

    // A day of one satellite, of a station's calendar, and of a constellation.
    private static readonly (int Large, int Small)[] Sizes = [(15, 15), (1000, 1000), (10_000, 100)];

    /// <inheritdoc/>
    public IEnumerable<Measurement> Run(Func<string, bool> isWanted)
    {
        ArgumentNullException.ThrowIfNull(isWanted);
        foreach (var (large, small) in Sizes)
        {
            var name = $"interval_sets_{large}x{small}_intersect";
            if (isWanted(name))
            {
                foreach (var measurement in Intersect(name, large, small))
                {
                    yield return measurement;
                }
            }
        }

        const string Slot = "interval_sets_earliest_slot_of_100000_nanoseconds";
        if (isWanted(Slot))
        {
            yield return new(Slot, Slots(), "ns");
        }
    }

    private static IEnumerable<Measurement> Intersect(string name, int large, int small)
    {
        var pairs = Enumerable.Range(0, Math.Max(4, IntervalsARun / (large + small)))
            .Select(k => (A: Make(large, Scale, k), B: Make(small, Scale * large / small, -k - 1)))
            .ToArray();
        var arrays = Array.ConvertAll(pairs, pair => (A: pair.A.ToArray(), B: pair.B.ToArray()));
        var count = 0;
        var ours = Workload.Seconds(() =>
        {
            foreach (var (a, b) in pairs)
            {
                count += a.Intersect(b).Count;
            }
        });
        var textbook = Workload.Seconds(() =>
        {
            foreach (var (a, b) in arrays)
            {
                count -= Merge(a, b).Length;
            }
        });
        yield return new(name + "_nanoseconds", ours / pairs.Length * 1e9, "ns");
        yield return new(name + "_ratio_to_textbook", textbook / ours, "times");
    }

    private static double Slots()
    {
        // So long that one interval in 50,000 will do.
        var set = Make(100_000, Scale, 1);
        var random = new Random(2);
        var queries = Enumerable.Range(0, Queries)
            .Select(_ => new DateTimeOffset(random.NextInt64(set.Extent.EndTicks), TimeSpan.Zero))
            .ToArray();
        var length = new TimeSpan(Scale - (Scale / 50_000));
        var found = 0;
        return Workload.Seconds(() =>
        {
            foreach (var after in queries)
            {
                found += set.EarliestSlot(length, after) is null ? 0 : 1;
            }
        }) / Queries * 1e9;
    }

    private static IntervalSet Make(int count, long scale, int seed)
    {
        var random = new Random(seed);
        var intervals = new Interval[count];
        var now = 0L;
        for (var k = 0; k < count; k++)
        {
            var start = now + 1 + random.NextInt64(scale);
            now = start + 1 + random.NextInt64(scale);
            intervals[k] = new Interval(start, now);
        }

        return IntervalSet.Of(intervals);
    }

    private static Interval[] Merge(Interval[] a, Interval[] b)
    {
        var shared = new List<Interval>();
        for (int i = 0, j = 0; i < a.Length && j < b.Length;)
        {
            var start = Math.Max(a[i].StartTicks, b[j].StartTicks);
            var end = Math.Min(a[i].EndTicks, b[j].EndTicks);
            if (start < end)
            {
                shared.Add(new Interval(start, end));
            }

            if (a[i].EndTicks < b[j].EndTicks)
            {
                i++;
            }
            else
            {
                j++;
            }
        }

        return [.. shared];
    }
}

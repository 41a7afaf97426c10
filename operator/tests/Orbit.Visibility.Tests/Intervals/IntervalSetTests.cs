using FsCheck;
using FsCheck.Fluent;
using Orbit.Visibility.Intervals;
using Interval = Orbit.Visibility.Intervals.Interval;

namespace Orbit.Visibility.Tests.Intervals;

/// <summary>The algebra of interval sets against a model of it: one bit a tick.</summary>
public sealed class IntervalSetTests
{
    private const int Ticks = 40;

    private static readonly Interval World = new(0, Ticks);

    // Few ticks, so that intervals often touch, overlap, coincide and are empty.
    private static readonly Gen<Interval> AnyInterval =
        from a in Gen.Choose(0, Ticks)
        from b in Gen.Choose(0, Ticks)
        select new Interval(Math.Min(a, b), Math.Max(a, b));

    private static readonly Arbitrary<Interval[]> AnyIntervals = Gen.ArrayOf(AnyInterval).Resize(8).ToArbitrary();

    [Fact]
    public void IfASetIsMadeOfAnyIntervalsThenItHoldsTheirInstantsSortedAndDisjoint() =>
        Check(Prop.ForAll(AnyIntervals, intervals =>
        {
            var set = IntervalSet.Of(intervals);
            var apart = set.Zip(set.Skip(1)).All(pair => pair.First.EndTicks < pair.Second.StartTicks);
            return apart && set.All(interval => !interval.IsEmpty) && Bits(set).SequenceEqual(Bits(intervals));
        }));

    [Fact]
    public void IfSetsAreCombinedThenEachInstantFollowsTheLogic() =>
        Check(Prop.ForAll(AnyIntervals, AnyIntervals, (left, right) =>
        {
            var a = IntervalSet.Of(left);
            var b = IntervalSet.Of(right);
            return Agrees(a.Union(b), a, b, (x, y) => x || y)
                && Agrees(a.Intersect(b), a, b, (x, y) => x && y)
                && Agrees(a.Except(b), a, b, (x, y) => x && !y);
        }));

    [Fact]
    public void IfASetIsClippedOrComplementedThenTheSpanDivides() =>
        Check(Prop.ForAll(AnyIntervals, AnyInterval.ToArbitrary(), (intervals, span) =>
        {
            var set = IntervalSet.Of(intervals);
            var within = set.Clip(span);
            var without = set.Complement(span);
            return Agrees(within, set, IntervalSet.Of(span), (x, y) => x && y)
                && Agrees(without, set, IntervalSet.Of(span), (x, y) => !x && y)
                && within.Union(without).Equals(IntervalSet.Of(span))
                && within.Duration + without.Duration == span.Duration;
        }));

    [Fact]
    public void IfDeMorganIsRightThenComplementsSwapUnionAndIntersection() =>
        Check(Prop.ForAll(AnyIntervals, AnyIntervals, (left, right) =>
        {
            var a = IntervalSet.Of(left);
            var b = IntervalSet.Of(right);
            return a.Union(b).Complement(World).Equals(a.Complement(World).Intersect(b.Complement(World)))
                && a.Union(b).Equals(b.Union(a))
                && a.Intersect(b).GetHashCode() == b.Intersect(a).GetHashCode();
        }));

    [Fact]
    public void IfAnInstantIsLookedUpThenTheSetSaysWhetherItHoldsItAndWhatComesNext() =>
        Check(Prop.ForAll(AnyIntervals, Gen.Choose(0, Ticks).ToArbitrary(), AnyInterval.ToArbitrary(), (intervals, tick, probe) =>
        {
            var set = IntervalSet.Of(intervals);
            var instant = new DateTimeOffset(tick, TimeSpan.Zero);
            var next = set.Where(interval => interval.EndTicks > tick).Select(interval => (Interval?)interval).FirstOrDefault();
            return set.Contains(instant) == set.Any(interval => interval.Contains(instant))
                && set.AtOrAfter(instant) == next
                && set.Contains(probe) == (probe.IsEmpty || set.Any(interval => interval.Contains(probe)));
        }));

    [Fact]
    public void IfASetIsEmptyThenItHasNoIntervalAndNothingComesNext()
    {
        IntervalSet.Empty.IsEmpty.Should().BeTrue();
        IntervalSet.Empty.AtOrAfter(DateTimeOffset.UnixEpoch).Should().BeNull();
        IntervalSet.Of(new Interval(5, 5)).Should().Equal(IntervalSet.Empty);
        IntervalSet.Empty.Complement(World).Should().Equal(World);
        IntervalSet.Empty.Except(IntervalSet.Of(World)).Should().BeEmpty();
    }

    // The same seed every time: a failure found once is found again.
    private static void Check(Property property) =>
        property.Check(Config.QuickThrowOnFailure.WithMaxTest(500).WithReplay(20260822, 39));

    private static bool[] Bits(IEnumerable<Interval> intervals)
    {
        var bits = new bool[Ticks];
        foreach (var interval in intervals)
        {
            Array.Fill(bits, true, (int)interval.StartTicks, (int)(interval.EndTicks - interval.StartTicks));
        }

        return bits;
    }

    private static bool Agrees(IntervalSet result, IntervalSet a, IntervalSet b, Func<bool, bool, bool> logic) =>
        Bits(result).SequenceEqual(Bits(a).Zip(Bits(b), logic))
        && result.Zip(result.Skip(1)).All(pair => pair.First.EndTicks < pair.Second.StartTicks);
}

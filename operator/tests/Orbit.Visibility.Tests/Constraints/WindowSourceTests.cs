using FsCheck;
using FsCheck.Fluent;
using Orbit.Visibility.Constraints;
using Orbit.Visibility.Intervals;
using Interval = Orbit.Visibility.Intervals.Interval;

namespace Orbit.Visibility.Tests.Constraints;

/// <summary>Constraints looked at lazily say what they say when all of them are computed; and compute no more than is needed.</summary>
public sealed class WindowSourceTests
{
    private const int Ticks = 200;

    private static readonly Interval World = new(0, Ticks);

    private static readonly Gen<IntervalSet> AnySet =
        Gen.ArrayOf(Gen.Choose(0, Ticks)).Resize(20).Select(flips => IntervalSet.Of(flips.Distinct().Order().Chunk(2)
            .Where(pair => pair.Length == 2)
            .Select(pair => new Interval(pair[0], pair[1]))));

    [Fact]
    public void IfSourcesArePutTogetherThenTheyHoldWhatTheSetsHold() =>
        Check(Prop.ForAll(Three(), AnyPiece(), (sets, piece) =>
        {
            var (a, b, c) = sets;
            var whole = new Interval(-5, Ticks + 5);
            IWindowSource lazy = Lazy(b, piece);
            return WindowSource.AllOf(a, lazy, c).ToSet(whole).Equals(IntervalSet.IntersectionOf(a, b, c))
                && WindowSource.AnyOf(a, lazy, c).ToSet(whole).Equals(IntervalSet.UnionOf(a, b, c))
                && WindowSource.Not(lazy).ToSet(whole).Equals(b.Complement(whole))
                && WindowSource.AllOf(a, WindowSource.Not(WindowSource.AnyOf(lazy, c))).ToSet(World).Equals(a.Except(b.Union(c)))
                && lazy.ToSet(new Interval(30, 90)).Equals(b.Clip(new Interval(30, 90)));
        }));

    [Fact]
    public void IfASlotIsSoughtThenItIsTheEarliestOfTheComputedIntersection() =>
        Check(Prop.ForAll(Three(), AnyPiece(), Gen.Choose(0, 12).ToArbitrary(), (sets, piece, length) =>
        {
            var (a, b, c) = sets;
            var common = IntervalSet.IntersectionOf(a, b, c.Complement(World));
            return Enumerable.Range(0, Ticks / 10).All(k =>
            {
                var after = new DateTimeOffset(10 * k, TimeSpan.Zero);
                var before = new DateTimeOffset(Math.Min(Ticks, (10 * k) + 95), TimeSpan.Zero);
                var expected = common.Clip(new Interval(after, before)).EarliestSlot(new TimeSpan(length), after);
                IWindowSource[] constraints = [a, Lazy(b, piece), WindowSource.Not(Lazy(c, 7))];
                return WindowSource.EarliestSlot(constraints, new TimeSpan(length), after, before) == expected
                    && WindowSource.EarliestSlot([WindowSource.AllOf(constraints)], new TimeSpan(length), after, before) == expected;
            });
        }));

    [Fact]
    public void IfTheFirstConstraintIsRareThenALaterOneIsComputedOnlyThere()
    {
        var rare = IntervalSet.Of(new Interval(52, 55), new Interval(121, 128), new Interval(150, 170));
        var computed = new List<long>();
        var costly = WindowSource.Lazy(World, new TimeSpan(10), piece =>
        {
            computed.Add(piece.StartTicks);
            return IntervalSet.Of(new Interval(0, 123), new Interval(140, 200)).Clip(piece);
        });

        // [52, 55) is too short for the slot, so only the other two are looked at in the costly one.
        WindowSource.EarliestSlot([rare, costly], new TimeSpan(6), Tick(0), Tick(Ticks)).Should().Be(new Interval(150, 156));
        computed.Should().Equal(120, 150);

        // What was computed is kept, and only what is new is computed.
        WindowSource.EarliestSlot([rare, costly], new TimeSpan(15), Tick(0), Tick(Ticks)).Should().Be(new Interval(150, 165));
        computed.Should().Equal(120, 150, 160);
    }

    [Fact]
    public void IfWindowsAreEnumeratedThenNothingIsComputedBeyondThoseTaken()
    {
        var pieces = 0;
        var source = WindowSource.Lazy(World, new TimeSpan(10), piece =>
        {
            pieces++;
            return IntervalSet.Of(new Interval(5, 25), new Interval(40, 45)).Clip(piece);
        });
        source.Enumerate(World).First().Should().Be(new Interval(5, 25));
        pieces.Should().BeLessThanOrEqualTo(4);
    }

    [Fact]
    public void IfNothingFitsThenTheSearchEnds()
    {
        var never = WindowSource.Lazy(World, new TimeSpan(10), _ => IntervalSet.Empty);
        WindowSource.EarliestSlot([never], new TimeSpan(1), DateTimeOffset.MinValue, DateTimeOffset.MaxValue).Should().BeNull();
        WindowSource.EarliestSlot([WindowSource.Not(never)], TimeSpan.MaxValue, Tick(0), DateTimeOffset.MaxValue).Should().BeNull();
        WindowSource.EarliestSlot([IntervalSet.Of(World)], TimeSpan.Zero, Tick(10), Tick(10)).Should().BeNull("the span holds no instant");
        WindowSource.EarliestSlot([IntervalSet.Of(World)], new TimeSpan(1), Tick(10), Tick(9)).Should().BeNull("the span ends before it starts");
    }

    [Fact]
    public void IfTheArgumentsMakeNoSenseThenTheMessageSaysWhich()
    {
        FluentActions.Invoking(() => WindowSource.AllOf()).Should().Throw<ArgumentException>().WithMessage("*at least one*");
        FluentActions.Invoking(() => WindowSource.AnyOf(IntervalSet.Empty, null!)).Should().Throw<ArgumentNullException>();
        FluentActions.Invoking(() => WindowSource.EarliestSlot([IntervalSet.Empty], new TimeSpan(-1), Tick(0), Tick(1)))
            .Should().Throw<ArgumentOutOfRangeException>().WithParameterName("length");
        FluentActions.Invoking(() => WindowSource.Lazy(World, TimeSpan.Zero, _ => IntervalSet.Empty))
            .Should().Throw<ArgumentOutOfRangeException>().WithParameterName("piece");
        FluentActions.Invoking(() => WindowSource.Lazy(new Interval(0, long.MaxValue), new TimeSpan(1), _ => IntervalSet.Empty))
            .Should().Throw<ArgumentOutOfRangeException>().WithParameterName("piece");
    }

    private static IWindowSource Lazy(IntervalSet set, int piece) => WindowSource.Lazy(World, new TimeSpan(piece), set.Clip);

    private static Arbitrary<(IntervalSet A, IntervalSet B, IntervalSet C)> Three() =>
        (from a in AnySet from b in AnySet from c in AnySet select (a, b, c)).ToArbitrary();

    private static Arbitrary<int> AnyPiece() => Gen.Choose(1, 60).ToArbitrary();

    private static DateTimeOffset Tick(long ticks) => new(ticks, TimeSpan.Zero);

    private static void Check(Property property) =>
        property.Check(Config.QuickThrowOnFailure.WithMaxTest(300).WithReplay(20260822, 39));
}

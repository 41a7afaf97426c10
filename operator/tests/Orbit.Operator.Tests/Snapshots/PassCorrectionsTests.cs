using Orbit.Operator.Snapshots;
using Orbit.Operator.Tests.Support;
using Orbit.Planning.Fleets;
using Orbit.Visibility.Intervals;

namespace Orbit.Operator.Tests.Snapshots;

public sealed class PassCorrectionsTests
{
    private static readonly DateTimeOffset Epoch = TestData.Start.AddHours(-3);
    private static readonly Interval Pass = Span(100, 600);

    private readonly PassCorrections _corrections = new();

    [Fact]
    public void IfTheProviderSeesThePassLaterThenItsBeginningIsTrimmedAndItsEndStays()
    {
        _corrections.Observe("sat", Epoch, "north", Pass, [Span(120, 620)]).Should().BeTrue();

        _corrections.Of("sat", Epoch).Should().ContainSingle().Which.Should().Be(KeyValuePair.Create("north", Trim(21, 0)));
    }

    [Fact]
    public void IfTheProviderSeesItEarlierThenItsEndIsTrimmed()
    {
        _corrections.Observe("sat", Epoch, "north", Pass, [Span(-900, -400), Span(80, 580)]).Should().BeTrue();

        _corrections.Of("sat", Epoch)["north"].Should().Be(Trim(0, 21));
    }

    [Theory]
    [InlineData(700, 900)]
    [InlineData(100, 600)]
    [InlineData(0, 0)]
    public void IfTheProviderSeesNothingOfThePassOrAllOfItThenNoCorrectionHelps(int start, int end)
    {
        _corrections.Observe("sat", Epoch, "north", Pass, end > start ? [Span(start, end)] : []).Should().BeFalse();

        _corrections.Of("sat", Epoch).Should().BeEmpty();
    }

    [Fact]
    public void IfTheProviderDoesNotSayWhatItSeesThenBothEndsAreTrimmedByMoreAndMoreUntilThatDoesNotHelpEither()
    {
        foreach (var guess in new[] { 10, 20, 40, 80, 160 })
        {
            _corrections.Guess("sat", Epoch, "north").Should().BeTrue();
            _corrections.Of("sat", Epoch)["north"].Should().Be(Trim(guess, guess));
        }

        _corrections.Guess("sat", Epoch, "north").Should().BeFalse();
    }

    [Fact]
    public void IfAnotherPassIsSeenLessThenTheLargerTrimStays()
    {
        _corrections.Observe("sat", Epoch, "north", Pass, [Span(120, 620)]);
        _corrections.Observe("sat", Epoch, "north", Pass, [Span(90, 590)]);
        _corrections.Observe("sat", Epoch, "south", Pass, [Span(110, 620)]);

        _corrections.Of("sat", Epoch).Should().BeEquivalentTo(new Dictionary<string, PassTrim>(StringComparer.Ordinal) { ["north"] = Trim(21, 11), ["south"] = Trim(11, 0) });
    }

    [Fact]
    public void IfTheSatelliteHasOtherElementsThenWhatWasObservedWithTheOldOnesIsForgotten()
    {
        _corrections.Observe("sat", Epoch, "north", Pass, [Span(120, 620)]);

        _corrections.Of("sat", Epoch.AddHours(1)).Should().BeEmpty();
        _corrections.Of("other", Epoch).Should().BeEmpty();
    }

    private static Interval Span(int start, int end) => new(TestData.Start.AddSeconds(start), TestData.Start.AddSeconds(end));

    private static PassTrim Trim(int start, int end) => new(TimeSpan.FromSeconds(start), TimeSpan.FromSeconds(end));
}

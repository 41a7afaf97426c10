using Orbit.Operator.Gateways;

namespace Orbit.Operator.Tests.Gateways;

public sealed class ReactionTimesTests
{
    private const string Near = "http://near/";
    private const string Far = "http://far/";

    private readonly ReactionTimes _reactions = new();

    [Fact]
    public void IfNothingWasMeasuredThenPlansLeaveRoomForAProcessThatHasJustStarted() => _reactions.Of(Near).Should().Be(ReactionTimes.Unmeasured);

    [Fact]
    public void IfAGatewayIsSlowThenItsPlansGetMoreThanItTookAndOthersDoNot()
    {
        _reactions.Record(Far, Seconds(8));
        _reactions.Record(Near, Seconds(0.1));

        _reactions.Of(Far).Should().Be(Seconds(10));
        _reactions.Of(Near).Should().Be(ReactionTimes.Floor);
    }

    [Fact]
    public void IfFewOfManyPlansWereSlowThenTheyDoNotDelayTheOthers()
    {
        for (var i = 0; i < 64; i++)
        {
            _reactions.Record(Near, i % 32 == 0 ? Seconds(20) : Seconds(1));
        }

        _reactions.Of(Near).Should().Be(Seconds(1.25), "two of 64 are less than a twentieth");
        _reactions.Record(Near, Seconds(20));
        _reactions.Record(Near, Seconds(20));
        _reactions.Record(Near, Seconds(20));
        _reactions.Of(Near).Should().Be(Seconds(25));
    }

    [Fact]
    public void IfAGatewayIsFastAgainThenTheSlowPlansAreForgotten()
    {
        _reactions.Record(Near, Seconds(30));
        for (var i = 0; i < 64; i++)
        {
            _reactions.Record(Near, Seconds(0.2));
        }

        _reactions.Of(Near).Should().Be(ReactionTimes.Floor);
    }

    [Fact]
    public void IfABookingCameTooLateThenTheNextHasAtLeastTwiceTheRoomButNeverMoreThanAMinute()
    {
        _reactions.Record(Near, Seconds(0.1));
        _reactions.RecordTooLate(Near, Seconds(0.1));
        _reactions.Of(Near).Should().Be(2 * ReactionTimes.Floor);
        _reactions.RecordTooLate(Near, Seconds(4));
        _reactions.Of(Near).Should().Be(Seconds(5), "that is what it took");
        for (var i = 0; i < 10; i++)
        {
            _reactions.RecordTooLate(Near, TimeSpan.Zero);
        }

        _reactions.Of(Near).Should().Be(ReactionTimes.Most);
    }

    [Fact]
    public void IfABookingCameTooLateAfterManyInTimeThenTheNextHasTwiceTheRoomAllTheSameAndThoseInTimeGiveItBack()
    {
        for (var i = 0; i < 64; i++)
        {
            _reactions.Record(Near, Seconds(1));
        }

        _reactions.RecordTooLate(Near, Seconds(1));
        _reactions.Of(Near).Should().Be(Seconds(2.5));
        _reactions.Record(Near, Seconds(1));
        _reactions.Of(Near).Should().Be(Seconds(2.25));
        for (var i = 0; i < 64; i++)
        {
            _reactions.Record(Near, Seconds(1));
        }

        _reactions.Of(Near).Should().Be(Seconds(1.25));
    }

    private static TimeSpan Seconds(double seconds) => TimeSpan.FromSeconds(seconds);
}

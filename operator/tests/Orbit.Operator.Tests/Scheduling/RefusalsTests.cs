using Orbit.Operator.Scheduling;
using Orbit.Operator.Tests.Support;
using Orbit.Planning.Requests;

namespace Orbit.Operator.Tests.Scheduling;

public sealed class RefusalsTests
{
    private static readonly DateTimeOffset Now = TestData.Start;
    private static readonly ExcludedWindow Window = new("scs-01-a", "svalbard", new(Now, Now.AddMinutes(10)));

    private readonly Refusals _refusals = new();

    [Fact]
    public void IfAWindowWasRefusedTwiceThenItIsKeptOnceAndForThatJobOnly()
    {
        _refusals.Add("a", Window, Now);
        _refusals.Add("a", Window, Now);

        _refusals.Of("a", Now).Should().Equal(Window);
        _refusals.Of("b", Now).Should().BeEmpty();
    }

    [Fact]
    public void IfAWindowIsOverThenItNoLongerCounts()
    {
        var later = Window with { Interval = new(Now.AddHours(1), Now.AddHours(2)) };
        _refusals.Add("a", Window, Now);
        _refusals.Add("a", later, Now);

        _refusals.Of("a", Now.AddMinutes(9)).Should().Equal(Window, later);
        _refusals.Of("a", Now.AddMinutes(10)).Should().Equal(later);
    }

    [Fact]
    public void IfAJobIsForgottenThenSoAreItsWindows()
    {
        _refusals.Add("a", Window, Now);
        _refusals.Forget("a");
        _refusals.Forget("never-known");

        _refusals.Of("a", Now).Should().BeEmpty();
    }
}

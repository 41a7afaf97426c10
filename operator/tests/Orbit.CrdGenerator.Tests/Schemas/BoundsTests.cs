using System.ComponentModel.DataAnnotations;
using Orbit.CrdGenerator.Schemas;

namespace Orbit.CrdGenerator.Tests.Schemas;

public class BoundsTests
{
    [Fact]
    public void IfBothEndsAreAllowedThenTheWordsSayFromAndTo() =>
        Bounds.Of(new RangeAttribute(-90.0, 90.0)).InWords().Should().Be("From -90 to 90.");

    [Fact]
    public void IfAnEndIsNotAllowedThenTheWordsSayAboveOrBelow()
    {
        Bounds.Of(new RangeAttribute(0.0, 20.0) { MinimumIsExclusive = true }).InWords().Should().Be("Above 0, at most 20.");
        Bounds.Of(new RangeAttribute(0.0, 360.0) { MaximumIsExclusive = true }).InWords().Should().Be("At least 0, below 360.");
    }

    [Fact]
    public void IfAnEndIsThatOfTheTypeThenThereIsNoBound()
    {
        Bounds.Of(new RangeAttribute(1, int.MaxValue)).Should().Be(new Bounds(1, null, false, false));
        Bounds.Of(new RangeAttribute(0.0, double.MaxValue)).InWords().Should().Be("At least 0.");
        Bounds.None.InWords().Should().BeEmpty();
    }
}

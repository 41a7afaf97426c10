using Orbit.Astrodynamics.Sgp4;

namespace Orbit.Astrodynamics.Tests.Sgp4;

public sealed class StateSpansTests
{
    [Theory]
    [InlineData(1, "The span y holds 3 elements and x holds 2*")]
    [InlineData(2, "The span z holds 3 elements and x holds 2*")]
    [InlineData(3, "The span vx holds 3 elements and x holds 2*")]
    [InlineData(4, "The span vy holds 3 elements and x holds 2*")]
    [InlineData(5, "The span vz holds 3 elements and x holds 2*")]
    [InlineData(6, "The span errors holds 3 elements and x holds 2*")]
    public void IfASpanIsOfAnotherLengthThenTheExceptionNamesIt(int odd, string message)
    {
        double[] Span(int k) => new double[k == odd ? 3 : 2];
        var create = () => { _ = new StateSpans(Span(0), Span(1), Span(2), Span(3), Span(4), Span(5), new Sgp4Error[odd == 6 ? 3 : 2]); };
        create.Should().Throw<ArgumentException>().WithMessage(message);
    }

    [Fact]
    public void IfASliceIsWrittenThenTheBufferHoldsIt()
    {
        var buffer = new StateBuffer(3);
        var slice = buffer.Slice(1, 2);
        slice.VZ[1] = 7;
        slice.Errors[0] = Sgp4Error.Decayed;
        buffer.Spans[2].Velocity.Z.Should().Be(7);
        buffer.Spans.Errors[1].Should().Be(Sgp4Error.Decayed);
    }

    [Fact]
    public void IfALengthIsNegativeThenItIsRefused()
    {
        var create = () => new StateBuffer(-1);
        create.Should().Throw<ArgumentOutOfRangeException>();
    }
}

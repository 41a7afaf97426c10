using Orbit.Operator.Hosting;

namespace Orbit.Operator.Tests.Hosting;

public sealed class OperatorOptionsTests
{
    [Fact]
    public void IfNothingIsSetThenTheDefaultsHold()
    {
        var options = OperatorOptions.FromEnvironment(_ => null);

        options.Should().Be(options with { LeaseDuration = TimeSpan.FromSeconds(15), Horizon = TimeSpan.FromHours(24) });
        options.Namespace.Should().NotBeNullOrWhiteSpace();
    }

    [Fact]
    public void IfEverythingIsSetThenThatHolds()
    {
        var options = OperatorOptions.FromEnvironment(name => name switch
        {
            "ORBIT_NAMESPACE" => "orbit-system",
            "ORBIT_LEASE_DURATION" => "5m",
            "ORBIT_HORIZON" => "1h",
            _ => null,
        });

        options.Should().Be(new OperatorOptions("orbit-system", TimeSpan.FromMinutes(5), TimeSpan.FromHours(1)));
    }

    [Theory]
    [InlineData("ORBIT_LEASE_DURATION", "15", "not a duration from 1s to 5m0s such as 15s.")]
    [InlineData("ORBIT_LEASE_DURATION", "999ms", "not a duration from 1s to 5m0s such as 15s.")]
    [InlineData("ORBIT_LEASE_DURATION", "5m1s", "not a duration from 1s to 5m0s such as 15s.")]
    [InlineData("ORBIT_HORIZON", "a day", "not a duration from 1h0m0s to 168h0m0s such as 24h0m0s.")]
    [InlineData("ORBIT_HORIZON", "59m", "not a duration from 1h0m0s to 168h0m0s such as 24h0m0s.")]
    [InlineData("ORBIT_HORIZON", "169h", "not a duration from 1h0m0s to 168h0m0s such as 24h0m0s.")]
    [InlineData("ORBIT_HORIZON", "-24h", "not a duration from 1h0m0s to 168h0m0s such as 24h0m0s.")]
    public void IfAVariableIsMalformedThenItIsNamedWithWhatWouldBeRight(string variable, string value, string right)
    {
        var read = () => OperatorOptions.FromEnvironment(name => name == variable ? value : null);

        read.Should().Throw<FormatException>().WithMessage($"{variable} is '{value}', {right}");
    }
}

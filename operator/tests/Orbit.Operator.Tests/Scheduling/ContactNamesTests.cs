using Orbit.Api.V1Alpha1.GroundLinks;
using Orbit.Operator.Scheduling;
using Orbit.Operator.Tests.Support;

namespace Orbit.Operator.Tests.Scheduling;

public sealed class ContactNamesTests
{
    [Fact]
    public void IfAnAttemptIsNamedThenTheNameFollowsFromTheJobAndTheNumber() =>
        ContactNames.Attempt("0a1b", 12).Should().Be("0a1b-12");

    [Theory]
    [InlineData(BookedContactPurpose.Uplink, "0a1b-1-up-20260822t000000")]
    [InlineData(BookedContactPurpose.Downlink, "0a1b-1-down-20260822t000000")]
    [InlineData(BookedContactPurpose.UplinkAndDownlink, "0a1b-1-pass-20260822t000000")]
    internal void IfAContactIsNamedThenTheNameSaysWhatItIsForAndWhen(BookedContactPurpose purpose, string name)
    {
        ContactNames.Contact("0a1b-1", purpose, TestData.Start).Should().Be(name);
        ContactNames.Contact("0a1b-1", purpose, TestData.Start.ToOffset(TimeSpan.FromHours(9))).Should().Be(name, "the zone does not matter");
    }

    [Fact]
    public void IfADownlinkReplacesAnotherThenItsNameIsAnother() =>
        ContactNames.Contact("0a1b-1", BookedContactPurpose.Downlink, TestData.Start.AddSeconds(1))
            .Should().NotBe(ContactNames.Contact("0a1b-1", BookedContactPurpose.Downlink, TestData.Start));
}

using Orbit.Operator.Scheduling;

namespace Orbit.Operator.Tests.Scheduling;

public sealed class InFlightContactsTests
{
    [Fact]
    public void IfContactsAreHeldThenTheyAreInFlightUntilTheHoldEnds()
    {
        var contacts = new InFlightContacts();

        using (contacts.Hold(["a", "b"]))
        {
            contacts.Contains("a").Should().BeTrue();
            contacts.Contains("b").Should().BeTrue();
            contacts.Contains("c").Should().BeFalse();
        }

        contacts.Contains("a").Should().BeFalse();
        contacts.Contains("b").Should().BeFalse();
    }

    [Fact]
    public void IfOneHoldEndsThenTheOthersContactsAreStillHeld()
    {
        var contacts = new InFlightContacts();
        using var second = contacts.Hold(["b"]);

        contacts.Hold(["a"]).Dispose();

        contacts.Contains("b").Should().BeTrue();
    }
}

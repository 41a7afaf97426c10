namespace Orbit.ControlPlane.Tests.EndToEnd;

/// <summary>A clock that passes an instant in the middle of a step: it is some seconds before it at the first looks, and as many after it at all others.</summary>
internal sealed class PassingClock(DateTimeOffset instant, int looks = 1, double seconds = 1) : TimeProvider
{
    private int _looks;

    public override DateTimeOffset GetUtcNow() => instant + TimeSpan.FromSeconds(_looks++ < looks ? -seconds : seconds);
}

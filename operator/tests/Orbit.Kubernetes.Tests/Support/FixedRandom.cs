namespace Orbit.Kubernetes.Tests.Support;

/// <summary>Always draws the same number.</summary>
public sealed class FixedRandom(double value) : Random
{
    public override double NextDouble() => value;
}

namespace Orbit.ControlPlane.Tests.ControlPlane;

/// <summary>
/// Tests of satellites that fall silent and of providers' gateways that fail. They have a control plane of their own and
/// run beside the others, because most of their time is waiting for a satellite.
/// </summary>
[CollectionDefinition(Name)]
public sealed class FleetCollection : ICollectionFixture<ControlPlaneFixture>
{
    /// <summary>The name that test classes give in their <see cref="CollectionAttribute"/>.</summary>
    public const string Name = "Fleet";
}

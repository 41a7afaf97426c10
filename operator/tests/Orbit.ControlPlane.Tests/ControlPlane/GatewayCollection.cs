namespace Orbit.ControlPlane.Tests.ControlPlane;

/// <summary>
/// Tests of ground stations: gateways that fail, results that come down damaged. They have a
/// control plane of their own and run beside the others, because most of their time is waiting for a satellite.
/// </summary>
[CollectionDefinition(Name)]
public sealed class GatewayCollection : ICollectionFixture<ControlPlaneFixture>
{
    /// <summary>The name that test classes give in their <see cref="CollectionAttribute"/>.</summary>
    public const string Name = "Gateways";
}

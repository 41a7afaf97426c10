// The four collections wait for satellites more than they compute: they run side by side on any number of cores.
[assembly: CollectionBehavior(MaxParallelThreads = 4)]

namespace Orbit.ControlPlane.Tests.ControlPlane;

/// <summary>
/// Tests that share one control plane. They run one after another, and each uses names of its own, because what one test
/// leaves in the API server the next one sees. Those of <see cref="RecoveryCollection"/>, <see cref="GatewayCollection"/> and <see cref="ContactCollection"/>
/// run beside them.
/// </summary>
[CollectionDefinition(Name)]
public sealed class ControlPlaneCollection : ICollectionFixture<ControlPlaneFixture>
{
    /// <summary>The name that test classes give in their <see cref="CollectionAttribute"/>.</summary>
    public const string Name = "Control plane";
}

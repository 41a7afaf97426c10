namespace Orbit.ControlPlane.Tests.ControlPlane;

/// <summary>
/// Tests that share one control plane. They run one after another, and each uses names of its own, because what one
/// test leaves in the API server the next one sees. Those of <see cref="RecoveryCollection"/> run beside them.
/// </summary>
[CollectionDefinition(Name)]
public sealed class ControlPlaneCollection : ICollectionFixture<ControlPlaneFixture>
{
    /// <summary>The name that test classes give in their <see cref="CollectionAttribute"/>.</summary>
    public const string Name = "Control plane";
}

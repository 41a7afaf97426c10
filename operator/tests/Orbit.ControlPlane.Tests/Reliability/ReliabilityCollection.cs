using Orbit.ControlPlane.Tests.ControlPlane;

namespace Orbit.ControlPlane.Tests.Reliability;

/// <summary>Tests that disturb on purpose. They run when all others have ended, one after the other: what they meet shall be their own faults, not the load of others.</summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public sealed class ReliabilityCollection : ICollectionFixture<ControlPlaneFixture>
{
    public const string Name = "Reliability";
}

namespace Orbit.ControlPlane.Tests.ControlPlane;

/// <summary>Tests that disturb on purpose, or fill the machine. They run when all others have ended, one after the other: what they meet shall be their own faults and their own load.</summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public sealed class AloneCollection : ICollectionFixture<ControlPlaneFixture>
{
    /// <summary>The name that test classes give in their <see cref="CollectionAttribute"/>.</summary>
    public const string Name = "Alone";
}

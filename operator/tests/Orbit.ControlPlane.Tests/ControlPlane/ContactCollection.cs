namespace Orbit.ControlPlane.Tests.ControlPlane;

/// <summary>Tests of single contacts: refused, moved, late, not carried out, or over before anybody looked. They have a control plane of their own and run beside the others.</summary>
[CollectionDefinition(Name)]
public sealed class ContactCollection : ICollectionFixture<ControlPlaneFixture>
{
    /// <summary>The name that test classes give in their <see cref="CollectionAttribute"/>.</summary>
    public const string Name = "Contacts";
}

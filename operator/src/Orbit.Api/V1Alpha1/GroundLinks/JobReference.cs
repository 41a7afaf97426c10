namespace Orbit.Api.V1Alpha1.GroundLinks;

/// <summary>The job that a contact is for.</summary>
public sealed record JobReference
{
    /// <summary>Namespace of the job.</summary>
    public required string Namespace { get; init; }

    /// <summary>Name of the OrbitalInferenceJob.</summary>
    public required string Name { get; init; }

    /// <summary>The job's uid, which tells it from an earlier one of the same name.</summary>
    public required string Uid { get; init; }
}

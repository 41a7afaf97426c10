using System.ComponentModel.DataAnnotations;

namespace Orbit.Api.V1Alpha1.SatelliteNodes;

/// <summary>An attempt of a job that is, or may be, on board.</summary>
public sealed record OnboardWork
{
    /// <summary>Namespace of the job.</summary>
    public required string Namespace { get; init; }

    /// <summary>Name of the OrbitalInferenceJob.</summary>
    public required string Job { get; init; }

    /// <summary>Number of the attempt, from 1.</summary>
    [Range(1, int.MaxValue)]
    public required int Attempt { get; init; }

    /// <summary>How far it is: what is known, or as the plan has it while the satellite is silent.</summary>
    public required OnboardWorkPhase Phase { get; init; }
}

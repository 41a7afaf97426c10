using System.ComponentModel.DataAnnotations;
using System.Text.Json.Serialization;
using Orbit.Kubernetes.Serialization;

namespace Orbit.Api.V1Alpha1.OrbitalInferenceJobs;

/// <summary>Where and when a job runs: up in one contact, computed on board, down in the same contact or a later one.</summary>
public sealed record JobPlan
{
    /// <summary>Number of the attempt, from 1.</summary>
    [Range(1, int.MaxValue)]
    public required int Attempt { get; init; }

    /// <summary>The <c>metadata.generation</c> of the job from which the plan was made: this spec is sent up.</summary>
    public long? Generation { get; init; }

    /// <summary>The model that the plan was made for.</summary>
    public string? Model { get; init; }

    /// <summary>Fields of the spec from which the plan was made, such as <c>model</c> and <c>output.maximumSize</c>, each with the first 16 hexadecimal digits of a SHA-256 of its value. A field that is not named had its default.</summary>
    public IReadOnlyDictionary<string, string>? SpecDigests { get; init; }

    /// <summary>Name under which the gateways and the satellite know the attempt; it makes every repeat harmless.</summary>
    public required string AttemptId { get; init; }

    /// <summary>Name of the SatelliteNode.</summary>
    public required string Satellite { get; init; }

    /// <summary>Catalogue number of the satellite.</summary>
    public required int NoradId { get; init; }

    /// <summary>Why this satellite and these contacts, in a sentence.</summary>
    public string? Reason { get; init; }

    /// <summary>The contact that takes the job up.</summary>
    public required PlannedContact Uplink { get; init; }

    /// <summary>The time kept on board.</summary>
    public required PlannedCompute Compute { get; init; }

    /// <summary>The contact that takes the result down; it may be the one of the uplink. Absent while a lost one is being replaced.</summary>
    public PlannedContact? Downlink { get; init; }

    /// <summary>When the result is expected on the ground.</summary>
    [JsonConverter(typeof(SecondsTimestampJsonConverter))]
    public required DateTimeOffset ExpectedCompletion { get; init; }

    /// <summary>What the contacts cost as first planned; a downlink that replaces a lost one is not added. Absent when the stations name no price, or prices in different currencies.</summary>
    public ExpectedCost? ExpectedCost { get; init; }

    /// <summary>Energy that the job takes on board, watt hours; absent when the satellite declares no power.</summary>
    [Range(0.0, double.MaxValue)]
    public double? ExpectedEnergyWattHours { get; init; }
}

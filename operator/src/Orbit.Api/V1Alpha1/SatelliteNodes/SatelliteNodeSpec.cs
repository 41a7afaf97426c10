using System.ComponentModel.DataAnnotations;
using Orbit.Api.Schema;

namespace Orbit.Api.V1Alpha1.SatelliteNodes;

/// <summary>What a satellite is and can do, as its operator declares it.</summary>
public sealed record SatelliteNodeSpec
{
    /// <summary>NORAD catalogue number, by which stations and element catalogues know the satellite. It must be the one in the elements.</summary>
    [Range(1, 999_999_999)]
    public required int NoradId { get; init; }

    /// <summary>Where the satellite is: its orbital elements for SGP4.</summary>
    public required SatelliteOrbit Orbit { get; init; }

    /// <summary>What the satellite computes. Inference jobs run on Inference satellites only.</summary>
    public SatelliteRole Role { get; init; } = SatelliteRole.Inference;

    /// <summary>The computers on board and the models loaded on them. Left out: one accelerator without models.</summary>
    public ComputePayload Compute { get; init; } = new();

    /// <summary>Solar array, battery and draw. Left out: power never limits the work.</summary>
    public PowerBudget? Power { get; init; }

    /// <summary>How long an accelerator may compute, and how long it then rests. Left out: heat never limits the work.</summary>
    public ThermalLimits? Thermal { get; init; }

    /// <summary>The radios that talk to the ground.</summary>
    public required SatelliteRadio Radio { get; init; }

    /// <summary>Links to other satellites, one for each band; this version plans without them. Left out: the satellite has none.</summary>
    [ListMapKey(nameof(Crosslink.Band))]
    [ListLength(0, 16)]
    public IReadOnlyList<Crosslink> Crosslinks { get; init; } = [];

    /// <summary>When radiation forbids computing; this version plans without it. Left out: never.</summary>
    public RadiationPolicy? Radiation { get; init; }

    /// <summary>Whether to plan no new work on the satellite; work already planned goes on, as with <c>kubectl cordon</c>.</summary>
    public bool Unschedulable { get; init; }
}

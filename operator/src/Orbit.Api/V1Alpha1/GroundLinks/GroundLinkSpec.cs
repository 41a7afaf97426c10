using System.ComponentModel.DataAnnotations;
using k8s.Models;
using Orbit.Api.Schema;

namespace Orbit.Api.V1Alpha1.GroundLinks;

/// <summary>What a ground station is and how it is used.</summary>
public sealed record GroundLinkSpec
{
    /// <summary>Who runs the station, such as <c>aws</c> or <c>ksat</c>. A name for people and reports; nothing depends on it.</summary>
    [StringLength(63, MinimumLength = 1)]
    public required string Provider { get; init; }

    /// <summary>Where the antennas stand.</summary>
    public required GroundLocation Location { get; init; }

    /// <summary>Country or territory in which the station stands, ISO 3166-1 alpha-2, such as <c>NO</c>; places with a code of their own have that one, such as <c>SJ</c> for Svalbard. Left out: jobs that restrict their countries never use the station.</summary>
    [RegularExpression(Patterns.Country)]
    public string? Country { get; init; }

    /// <summary>Elevation mask: a satellite lower than this is out of view, degrees above the horizontal.</summary>
    [Range(0.0, 90.0)]
    public double MinimumElevationDegrees { get; init; } = 10;

    /// <summary>Horizon mask: what hills and buildings hide. Between two points the elevation is interpolated linearly, also across north; a satellite must be above this and above <c>minimumElevationDegrees</c>. Left out: the horizon is free.</summary>
    [ListLength(0, 720)]
    public IReadOnlyList<HorizonPoint> Horizon { get; init; } = [];

    /// <summary>Antennas; each carries one contact at a time.</summary>
    [Range(1, 100)]
    public int Antennas { get; init; } = 1;

    /// <summary>Frequency bands with their rates; at least one.</summary>
    [ListMapKey(nameof(RadioBand.Name))]
    [ListLength(1, 16)]
    public required IReadOnlyList<RadioBand> Bands { get; init; }

    /// <summary>Time that an antenna needs before each contact to slew and set up; two contacts of one antenna are never closer.</summary>
    public TimeSpan Turnaround { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>Shortest contact that can be booked.</summary>
    public TimeSpan MinimumContact { get; init; } = TimeSpan.Zero;

    /// <summary>How long before its start a contact must be booked.</summary>
    public TimeSpan LeadTime { get; init; } = TimeSpan.Zero;

    /// <summary>How long before its start a contact can be cancelled at the latest.</summary>
    public TimeSpan CancellationCutoff { get; init; } = TimeSpan.Zero;

    /// <summary>What a contact costs. Left out: nothing.</summary>
    public ContactPrice? Price { get; init; }

    /// <summary>The satellites that the station serves, by their labels. Left out: all.</summary>
    public V1LabelSelector? SatelliteSelector { get; init; }

    /// <summary>Times in which the station is not available, in mission time. Left out: always available.</summary>
    [ListLength(0, 256)]
    public IReadOnlyList<MaintenanceWindow> Maintenance { get; init; } = [];

    /// <summary>The service through which contacts are booked and data are exchanged.</summary>
    public required StationGateway Gateway { get; init; }
}

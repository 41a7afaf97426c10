using Orbit.Planning.Fleets;

namespace Orbit.Planning.Requests;

/// <summary>A job to be sent up, computed and taken down.</summary>
public sealed record JobRequest : PlanningRequest
{
    private readonly long _uplinkBytes;
    private readonly long _memoryBytes;

    /// <summary>The model that must be on board.</summary>
    public required string Model { get; init; }

    /// <summary>How much there is to compute.</summary>
    public required Work Work { get; init; }

    /// <summary>The size of what is sent up, bytes.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The size is negative.</exception>
    public long UplinkBytes
    {
        get => _uplinkBytes;
        init
        {
            ArgumentOutOfRangeException.ThrowIfNegative(value);
            _uplinkBytes = value;
        }
    }

    /// <summary>The memory it needs on board, bytes; 0 for none in particular.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The size is negative.</exception>
    public long MemoryBytes
    {
        get => _memoryBytes;
        init
        {
            ArgumentOutOfRangeException.ThrowIfNegative(value);
            _memoryBytes = value;
        }
    }

    /// <summary>The satellites that may compute it; null for all.</summary>
    public LabelSelector? SatelliteSelector { get; init; }

    /// <summary>The taints that do not keep it away; null for none.</summary>
    public TaintToleration? Tolerations { get; init; }

    /// <summary>The stations that may send it up; null for all.</summary>
    public LabelSelector? UplinkSelector { get; init; }

    /// <summary>Satellites, by name, on which it failed before and is not to be tried again.</summary>
    public IReadOnlyCollection<string> AvoidedSatellites { get; init; } = [];
}

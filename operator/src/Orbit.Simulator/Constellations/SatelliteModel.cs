using Orbit.Astrodynamics.Elements;

namespace Orbit.Simulator.Constellations;

/// <summary>What the simulator needs to know of a satellite.</summary>
internal sealed record SatelliteModel
{
    /// <summary>NORAD catalogue number.</summary>
    public required int NoradId { get; init; }

    /// <summary>The SatelliteNode's name.</summary>
    public required string Name { get; init; }

    /// <summary>Its orbit, as the simulator propagates it.</summary>
    public required MeanElements Elements { get; init; }

    /// <summary>How many attempts it runs at once.</summary>
    public int Accelerators { get; init; } = 1;

    /// <summary>In which order it runs them.</summary>
    public ExecutionOrder ExecutionOrder { get; init; }

    /// <summary>How long an accelerator rests after each run.</summary>
    public TimeSpan CoolDown { get; init; }

    /// <summary>Speed of one accelerator, 10¹² operations a second; null when it is not stated.</summary>
    public double? Tops { get; init; }

    /// <summary>The models on board with their speed in tokens a second, null when it is not stated.</summary>
    public IReadOnlyDictionary<string, double?> Models { get; init; } = new Dictionary<string, double?>(StringComparer.Ordinal);

    /// <summary>The bands of its radio.</summary>
    public IReadOnlyList<Band> Bands { get; init; } = [];
}

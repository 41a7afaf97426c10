using Orbit.Visibility.Intervals;

namespace Orbit.Cli.Windows;

/// <summary>What the windows command was asked for.</summary>
internal sealed record WindowsRequest
{
    /// <summary>The file of element sets.</summary>
    public required string ElementsPath { get; init; }

    /// <summary>The file of stations.</summary>
    public required string StationsPath { get; init; }

    /// <summary>The span to search.</summary>
    public required Interval Span { get; init; }

    /// <summary>The lowest elevation, degrees.</summary>
    public required double MaskDegrees { get; init; }

    /// <summary>Catalogue numbers and names of the satellites wanted; all when empty.</summary>
    public required IReadOnlyList<string> Satellites { get; init; }
}

using Orbit.Api.V1Alpha1;

namespace Orbit.Operator.Admission;

/// <summary>What the author of a radio should know.</summary>
internal static class Bands
{
    /// <summary>A warning for each band that carries nothing.</summary>
    /// <param name="bands">The bands.</param>
    /// <param name="path">Path of the list in its object.</param>
    public static IEnumerable<string> Warnings(IReadOnlyList<RadioBand> bands, string path) =>
        bands.Select((band, i) => (band, i))
            .Where(b => b.band is { UplinkBitsPerSecond: null, DownlinkBitsPerSecond: null })
            .Select(b => $"{path}[{b.i}] carries nothing: it has neither uplinkBitsPerSecond nor downlinkBitsPerSecond.");
}

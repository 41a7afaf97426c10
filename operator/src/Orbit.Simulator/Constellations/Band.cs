namespace Orbit.Simulator.Constellations;

/// <summary>A band of a radio with its net rates, bits a second; 0 for a direction that it does not carry.</summary>
internal sealed record Band(string Name, decimal UplinkBitsPerSecond, decimal DownlinkBitsPerSecond)
{
    /// <summary>
    /// The rates between two radios: in each direction that of the fastest band that both name, where each band runs at
    /// the lower of the two sides' rates.
    /// </summary>
    public static (decimal Uplink, decimal Downlink) Shared(IReadOnlyList<Band> satellite, IReadOnlyList<Band> station)
    {
        decimal uplink = 0;
        decimal downlink = 0;
        foreach (var above in satellite)
        {
            foreach (var below in station)
            {
                if (string.Equals(above.Name, below.Name, StringComparison.Ordinal))
                {
                    uplink = Math.Max(uplink, Math.Min(above.UplinkBitsPerSecond, below.UplinkBitsPerSecond));
                    downlink = Math.Max(downlink, Math.Min(above.DownlinkBitsPerSecond, below.DownlinkBitsPerSecond));
                }
            }
        }

        return (uplink, downlink);
    }
}

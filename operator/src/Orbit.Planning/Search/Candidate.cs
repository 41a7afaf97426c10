using Orbit.Planning.Requests;

namespace Orbit.Planning.Search;

/// <summary>A way to serve a request that keeps every rule; instants in ticks.</summary>
internal readonly record struct Candidate
{
    /// <summary>The satellite.</summary>
    public required SatelliteState Satellite { get; init; }

    /// <summary>The slot of the uplink; the default for a request that needs none.</summary>
    public Slot Uplink { get; init; }

    /// <summary>The contact that sends up.</summary>
    public (long Start, long End) UplinkContact { get; init; }

    /// <summary>When sending up begins.</summary>
    public long UplinkStart { get; init; }

    /// <summary>When the work begins.</summary>
    public long ComputeStart { get; init; }

    /// <summary>When the work ends.</summary>
    public long ComputeEnd { get; init; }

    /// <summary>The slot of the downlink.</summary>
    public required Slot Downlink { get; init; }

    /// <summary>The contact that takes down.</summary>
    public required (long Start, long End) DownlinkContact { get; init; }

    /// <summary>When taking down begins.</summary>
    public required long DownlinkStart { get; init; }

    /// <summary>Whether one contact serves both.</summary>
    public bool Single { get; init; }

    /// <summary>What the contacts cost.</summary>
    public required decimal Cost { get; init; }

    /// <summary>The energy of the work, watt-hours; infinite when it is not stated, so that stated energy is preferred.</summary>
    public required double WattHours { get; init; }

    /// <summary>The lower of the two passes' culminations, degrees.</summary>
    public required double Culmination { get; init; }

    /// <summary>When the result is on the ground.</summary>
    public long Completion => DownlinkStart + Downlink.Down;

    /// <summary>What it achieves.</summary>
    public Score Score => new(Cost, WattHours, Completion);

    /// <summary>A total order, so that a plan never depends on the order of the search: negative when the first is better.</summary>
    public static int Compare(Objective objective, in Candidate a, in Candidate b)
    {
        var order = Score.ComparePrimary(objective, a.Cost, a.WattHours, b.Score);
        if (order == 0)
        {
            order = a.Completion.CompareTo(b.Completion);
        }

        if (order == 0)
        {
            order = a.Cost.CompareTo(b.Cost);
        }

        if (order == 0)
        {
            order = b.Culmination.CompareTo(a.Culmination);
        }

        if (order == 0)
        {
            order = a.Satellite.Index.CompareTo(b.Satellite.Index);
        }

        if (order == 0)
        {
            order = CompareSlots(a.Downlink, b.Downlink);
        }

        return order != 0 || a.Uplink.Station is null || b.Uplink.Station is null ? order : CompareSlots(a.Uplink, b.Uplink);
    }

    private static int CompareSlots(in Slot a, in Slot b)
    {
        var order = a.Station.Index.CompareTo(b.Station.Index);
        if (order == 0)
        {
            order = a.Antenna.CompareTo(b.Antenna);
        }

        return order != 0 ? order : a.Start.CompareTo(b.Start);
    }
}

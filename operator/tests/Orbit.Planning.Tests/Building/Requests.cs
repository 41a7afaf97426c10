using Orbit.Planning.Fleets;
using Orbit.Planning.Requests;

namespace Orbit.Planning.Tests.Building;

/// <summary>Requests that tests vary: 2 bytes up, 30 s of work, 3 bytes down.</summary>
internal static class Requests
{
    public static JobRequest Job(string key = "default/question") => new()
    {
        Key = key,
        Submitted = FleetBuilder.Zero,
        Model = "qwen3-8b",
        Work = Work.Lasting(TimeSpan.FromSeconds(30)),
        UplinkBytes = 2,
        DownlinkBytes = 3,
    };

    public static DownlinkRequest Downlink(string satellite, double ready, string key = "default/question") => new()
    {
        Key = key,
        Submitted = FleetBuilder.Zero,
        Satellite = satellite,
        Ready = FleetBuilder.At(ready),
        DownlinkBytes = 3,
    };

    public static LabelSelector Named(string name) => labels => string.Equals(labels["name"], name, StringComparison.Ordinal);
}

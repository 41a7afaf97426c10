using Orbit.Api.V1Alpha1.GroundLinks;
using Orbit.Kubernetes.Objects;

namespace Orbit.Operator.Snapshots;

/// <summary>What a ground station's schema cannot say, or what slipped past an older one.</summary>
internal static class StationProblems
{
    /// <summary>The first thing that is wrong with the station; null when nothing is.</summary>
    public static string? Of(GroundLink groundLink) => All(groundLink).FirstOrDefault();

    /// <summary>What is wrong with the station, one sentence each that begins with the field and says what would be right.</summary>
    public static IEnumerable<string> All(GroundLink groundLink)
    {
        var spec = groundLink.Spec;
        return
        [
            .. OutOfRange(spec.Location.LatitudeDegrees, -90, 90, "spec.location.latitudeDegrees"),
            .. OutOfRange(spec.Location.LongitudeDegrees, -180, 360, "spec.location.longitudeDegrees"),
            .. OutOfRange(spec.Location.AltitudeMetres, -1000, 100_000, "spec.location.altitudeMetres"),
            .. OutOfRange(spec.MinimumElevationDegrees, -90, 90, "spec.minimumElevationDegrees"),
            .. OfHorizon(spec.Horizon),
            .. OfGateway(spec.Gateway),
            .. OfMaintenance(spec.Maintenance),
            .. spec.SatelliteSelector?.Validate("spec.satelliteSelector") ?? [],
        ];
    }

    private static IEnumerable<string> OfHorizon(IReadOnlyList<HorizonPoint> horizon)
    {
        var azimuths = new HashSet<double>();
        for (var i = 0; i < horizon.Count; i++)
        {
            var (azimuth, elevation) = (horizon[i].AzimuthDegrees, horizon[i].ElevationDegrees);
            if (azimuth is not (>= 0 and < 360))
            {
                yield return $"spec.horizon[{i}].azimuthDegrees is {azimuth}; it must be 0 or more and less than 360.";
            }

            foreach (var problem in OutOfRange(elevation, -90, 90, $"spec.horizon[{i}].elevationDegrees"))
            {
                yield return problem;
            }

            if (!azimuths.Add(azimuth))
            {
                yield return $"spec.horizon[{i}].azimuthDegrees is {azimuth} as in an earlier point; a horizon has one elevation at each azimuth.";
            }
        }
    }

    private static IEnumerable<string> OfGateway(StationGateway gateway)
    {
        if (!(Uri.TryCreate(gateway.Url, UriKind.Absolute, out var url) && url.Scheme is "http" or "https"))
        {
            yield return $"spec.gateway.url is '{gateway.Url}'; it must be an absolute http or https address.";
        }
        else if (url.UserInfo.Length > 0)
        {
            yield return "spec.gateway.url must hold no user name or password: it is shown in messages and logs.";
        }
    }

    private static IEnumerable<string> OfMaintenance(IReadOnlyList<MaintenanceWindow> maintenance)
    {
        for (var i = 0; i < maintenance.Count; i++)
        {
            if (maintenance[i].End <= maintenance[i].Start)
            {
                yield return $"spec.maintenance[{i}].end must be after its start.";
            }
        }
    }

    // Written so that NaN, which compares false with everything, is out of any range.
    private static IEnumerable<string> OutOfRange(double value, double least, double most, string field) =>
        value >= least && value <= most ? [] : [$"{field} is {value}; it must be from {least} to {most}."];
}

using Orbit.Api.V1Alpha1.GroundLinks;

namespace Orbit.Operator.Snapshots;

/// <summary>What a ground station's schema cannot say, or what slipped past an older one.</summary>
internal static class StationProblems
{
    /// <summary>What is wrong with the station, naming the field and what would be right; null when nothing is.</summary>
    public static string? Of(GroundLink groundLink)
    {
        var spec = groundLink.Spec;
        if (spec.Location.LatitudeDegrees is not (>= -90 and <= 90))
        {
            return $"spec.location.latitudeDegrees is {spec.Location.LatitudeDegrees}; it must be from -90 to 90.";
        }

        if (spec.Location.LongitudeDegrees is not (>= -180 and <= 360))
        {
            return $"spec.location.longitudeDegrees is {spec.Location.LongitudeDegrees}; it must be from -180 to 360.";
        }

        if (!(Uri.TryCreate(spec.Gateway.Url, UriKind.Absolute, out var url) && url.Scheme is "http" or "https"))
        {
            return $"spec.gateway.url is '{spec.Gateway.Url}'; it must be an absolute http or https address.";
        }

        if (url.UserInfo.Length > 0)
        {
            return "spec.gateway.url must hold no user name or password: it is shown in messages and logs.";
        }

        try
        {
            StationSite.Of(groundLink);
        }
        catch (ArgumentException e)
        {
            return $"spec.horizon: {e.Message}";
        }

        for (var i = 0; i < spec.Maintenance.Count; i++)
        {
            if (spec.Maintenance[i].End <= spec.Maintenance[i].Start)
            {
                return $"spec.maintenance[{i}].end must be after its start.";
            }
        }

        return null;
    }
}

using Orbit.Api.V1Alpha1.GroundLinks;

namespace Orbit.Operator.Snapshots;

/// <summary>What a station is known by, whatever its GroundLink is called.</summary>
/// <param name="Gateway">Address of its gateway, normalised.</param>
/// <param name="Station">Its name there.</param>
internal readonly record struct StationIdentity(string Gateway, string Station)
{
    /// <summary>The identity of a GroundLink's station; null when its gateway's address can't be used.</summary>
    public static StationIdentity? Of(GroundLink groundLink)
    {
        var (url, station) = (groundLink.Spec.Gateway.Url, groundLink.Spec.Gateway.Station ?? groundLink.Metadata.Name ?? "");

        // Case of the host, a default port and a slash at the end are no difference.
        return Uri.TryCreate(url, UriKind.Absolute, out var parsed) && parsed.Scheme is "http" or "https"
            ? new StationIdentity(parsed.GetLeftPart(UriPartial.Path).TrimEnd('/'), station)
            : null;
    }
}

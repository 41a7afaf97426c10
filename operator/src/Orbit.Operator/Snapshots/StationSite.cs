using Orbit.Api.V1Alpha1.GroundLinks;
using Orbit.Visibility.Contacts;

namespace Orbit.Operator.Snapshots;

/// <summary>A station as the window search sees it; equal as long as the windows are the same.</summary>
internal sealed class StationSite : IEquatable<StationSite>
{
    private readonly GroundLocation _location;
    private readonly double _minimum;
    private readonly Orbit.Api.V1Alpha1.GroundLinks.HorizonPoint[] _horizon;

    private StationSite(string name, GroundLinkSpec spec)
    {
        Name = name;
        _location = spec.Location;
        _minimum = spec.MinimumElevationDegrees;
        _horizon = [.. spec.Horizon];
        Site = new MaskedSite(
            new GroundSite(name, _location.LatitudeDegrees, _location.LongitudeDegrees, _location.AltitudeMetres),
            new HorizonMask(_minimum, [.. _horizon.Select(p => new Orbit.Visibility.Contacts.HorizonPoint(p.AzimuthDegrees, p.ElevationDegrees))]));
    }

    /// <summary>The ground link's name.</summary>
    public string Name { get; }

    /// <summary>Where it is and what it can use of its sky.</summary>
    public MaskedSite Site { get; }

    /// <summary>The site of a ground link.</summary>
    /// <exception cref="ArgumentException">Its location or horizon is out of range.</exception>
    public static StationSite Of(GroundLink groundLink) => new(groundLink.Metadata.Name!, groundLink.Spec);

    public bool Equals(StationSite? other) =>
        other is not null
        && string.Equals(Name, other.Name, StringComparison.Ordinal)
        && _location == other._location
        && _minimum.Equals(other._minimum)
        && _horizon.AsSpan().SequenceEqual(other._horizon);

    public override bool Equals(object? obj) => Equals(obj as StationSite);

    public override int GetHashCode() => HashCode.Combine(Name, _location, _minimum, _horizon.Length);
}

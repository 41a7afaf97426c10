using Orbit.Astrodynamics.Elements;
using Orbit.Astrodynamics.Sgp4;
using Orbit.Visibility.Contacts;

namespace Orbit.Visibility.Tests;

/// <summary>Orbits and places at random, of every kind: low and circular to highly eccentric and geostationary.</summary>
internal sealed class RandomOrbits(int seed)
{
    private const double Mu = 398600.8;
    private const double EarthRadius = 6378.135;

    private readonly Random _random = new(seed);
    private int _number;

    /// <summary>The next orbit; its epoch is within two days of the reference day's start.</summary>
    public Sgp4Propagator Next()
    {
        var kind = _number++ % 8;
        var perigee = kind switch
        {
            0 or 1 or 2 => Between(200, 2000),
            3 => Between(200, 1000),
            4 => Between(2000, 25_000),
            5 => 35_786 + Between(-300, 300),
            _ => Between(250, 3000),
        };
        var eccentricity = kind switch
        {
            0 or 1 or 2 => Between(0, 0.002),
            3 => Between(0.002, 0.3),
            4 => Between(0, 0.05),
            5 => Between(0, 0.001),
            6 => Between(0.3, 0.75),
            _ => Between(0.7, 0.92),
        };
        var axis = (perigee + EarthRadius) / (1 - eccentricity);
        return Sgp4Propagator.Create(new MeanElements
        {
            CatalogNumber = _number,
            Name = FormattableString.Invariant($"random {seed}/{_number}"),
            Epoch = ReferenceDay.Start.AddDays(Between(-2, 2)),
            MeanMotion = 86400 / Math.Tau * Math.Sqrt(Mu / (axis * axis * axis)),
            Eccentricity = eccentricity,
            InclinationDegrees = kind == 5 ? Between(0, 8) : kind == 1 ? Between(85, 95) : Between(0, 180),
            RightAscensionDegrees = Between(0, 360),
            ArgumentOfPerigeeDegrees = Between(0, 360),
            MeanAnomalyDegrees = Between(0, 360),
            BStar = perigee < 1000 ? Between(0, 1e-4) : 0,
        });
    }

    /// <summary>A place: evenly over the globe, and now and then a pole, the equator or the date line.</summary>
    public GroundSite Place() => _random.Next(12) switch
    {
        0 => new GroundSite("north pole", 90, Between(-180, 180)),
        1 => new GroundSite("south pole", -90, Between(-180, 180), 2800),
        2 => new GroundSite("equator", 0, Between(-180, 360)),
        3 => new GroundSite("date line", Between(-80, 80), 180, 4000),
        _ => new GroundSite("somewhere", double.RadiansToDegrees(Math.Asin(Between(-1, 1))), Between(-180, 180), Between(0, 3000)),
    };

    /// <summary>A number between two.</summary>
    public double Between(double low, double high) => low + ((high - low) * _random.NextDouble());

    /// <summary>One of several.</summary>
    public T Of<T>(IReadOnlyList<T> items) => items[_random.Next(items.Count)];
}

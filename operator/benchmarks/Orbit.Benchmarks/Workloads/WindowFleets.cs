using System.Globalization;
using Orbit.Astrodynamics.Elements;
using Orbit.Astrodynamics.Sgp4;
using Orbit.Visibility.Contacts;
using Orbit.Visibility.Intervals;

namespace Orbit.Benchmarks.Workloads;

/// <summary>What the window workloads search: one day, the 122 stations of the test data, and fleets of several sizes.</summary>
internal static class WindowFleets
{
    private const double Mu = 398600.8;
    private const double EarthRadius = 6378.135;
    private const double MaskDegrees = 10;

    /// <summary>The day of the catalogue.</summary>
    public static readonly Interval Day = new(Catalogue.Start, Catalogue.Start.AddDays(1));

    /// <summary>The first stations of the test data, with a mask of 10 degrees.</summary>
    public static SiteSet Stations(int count) =>
        SiteSet.Of(
        [
            .. File.ReadLines(Catalogue.DataFile("ground_stations", "ground_stations.csv"))
                .Skip(1)
                .Take(count)
                .Select(line => line.Split(','))
                .Select(row => new MaskedSite(new GroundSite(row[1], Number(row[2]), Number(row[3]), Number(row[4])), HorizonMask.Flat(MaskDegrees))),
        ]);

    /// <summary>2,800 satellites in four Walker shells of 20 planes near the poles, from 500 to 1,000 km, as Star-Compute plans them.</summary>
    public static Sgp4Propagator[] StarCompute()
    {
        const int planes = 20;
        const int each = 35;
        (double Altitude, double Inclination)[] shells = [(500, 97.4), (650, 98.0), (800, 98.6), (1000, 99.5)];
        var satellites =
            from shell in shells
            from plane in Enumerable.Range(0, planes)
            from place in Enumerable.Range(0, each)
            select Circular(
                shell.Altitude, shell.Inclination, 360.0 * plane / planes, (360.0 * place / each) + (360.0 * plane / planes / each));
        return [.. satellites];
    }

    /// <summary>
    /// One satellite of a fleet of any size in low orbit, made from its index alone: shells from 400 to 1,400 km at all
    /// inclinations, spread by the golden ratio and two more irrational numbers so that no two are alike.
    /// </summary>
    public static Sgp4Propagator Synthetic(int index) =>
        Circular(
            400 + (1000 * Share(index, 0.6180339887498949)),
            30 + (70 * Share(index, 0.7548776662466927)),
            360 * Share(index, 0.5698402909980532),
            360 * Share(index, 0.8191725133961645));

    private static double Share(int index, double irrational) => (index * irrational) % 1;

    private static Sgp4Propagator Circular(double altitudeKm, double inclination, double node, double anomaly)
    {
        var axis = EarthRadius + altitudeKm;
        return Sgp4Propagator.Create(new MeanElements
        {
            CatalogNumber = 1,
            Epoch = Catalogue.Start,
            MeanMotion = 86_400 / Math.Tau * Math.Sqrt(Mu / (axis * axis * axis)),
            Eccentricity = 0.0005,
            InclinationDegrees = inclination,
            RightAscensionDegrees = node % 360,
            ArgumentOfPerigeeDegrees = 90,
            MeanAnomalyDegrees = anomaly % 360,
            BStar = 1e-5,
        });
    }

    private static double Number(string text) => double.Parse(text, NumberStyles.Float, CultureInfo.InvariantCulture);
}

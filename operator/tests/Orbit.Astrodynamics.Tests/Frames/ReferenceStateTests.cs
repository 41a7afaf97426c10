using System.Globalization;
using Orbit.Astrodynamics.Frames;
using Orbit.Astrodynamics.Sgp4;

namespace Orbit.Astrodynamics.Tests.Frames;

/// <summary>Hourly states of 39 satellites, computed independently with python3-sgp4.</summary>
public sealed class ReferenceStateTests
{
    [Fact]
    public void IfAStateIsPropagatedAndRotatedThenTemeAndEcefAgreeWithTheReference()
    {
        var satellites = TestData.ReadTles("reference_windows", "satellites.tle")
            .ToDictionary(set => set.Elements.CatalogNumber, set => Sgp4Propagator.Create(set.Elements));
        var rows = 0;
        foreach (var row in TestData.Rows("reference_windows", "states_teme_ecefB_hourly.csv"))
        {
            var v = row.Skip(1).Select(TestData.Number).ToArray();
            var instant = TestData.Start.AddSeconds(v[0]);
            var satellite = satellites[int.Parse(row[0], CultureInfo.InvariantCulture)];
            satellite.Propagate(instant, out var teme).Should().Be(Sgp4Error.None);
            var ecef = EarthFixed.FromTeme(teme, instant);

            // The reference is rounded to 1e-6 km and 1e-9 km/s; its GMST to 1.5e-11 rad, 2.7e-6 km at 180,000 km.
            (teme.Position - new Vector3(v[1], v[2], v[3])).Length.Should().BeLessThan(1e-6);
            (teme.Velocity - new Vector3(v[4], v[5], v[6])).Length.Should().BeLessThan(1e-9);
            (ecef.Position - new Vector3(v[7], v[8], v[9])).Length.Should().BeLessThan(4e-6);
            rows++;
        }

        rows.Should().Be(39 * 25);
    }
}

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

            // The reference is rounded to 1e-6 km and 1e-9 km/s, and keeps time to some 20 µs (0.15 m of a low orbit).
            (teme.Position - new Vector3(v[1], v[2], v[3])).Length.Should().BeLessThan(2e-4);
            (teme.Velocity - new Vector3(v[4], v[5], v[6])).Length.Should().BeLessThan(2e-7);
            (ecef.Position - new Vector3(v[7], v[8], v[9])).Length.Should().BeLessThan(2e-4);
            rows++;
        }

        rows.Should().Be(39 * 25);
    }
}

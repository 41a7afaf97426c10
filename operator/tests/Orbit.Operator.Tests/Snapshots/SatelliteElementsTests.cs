using Orbit.Api.V1Alpha1.SatelliteNodes;
using Orbit.Operator.Snapshots;
using Orbit.Operator.Tests.Support;

namespace Orbit.Operator.Tests.Snapshots;

public sealed class SatelliteElementsTests
{
    private static readonly SatelliteNode Good = TestObjects.Satellite();

    // The same satellite, as CelesTrak publishes it in the other format.
    private static readonly OrbitMeanElements Omm = new()
    {
        ObjectName = "SCS-01 A",
        ObjectId = "2025-100A",
        Epoch = new DateTimeOffset(2026, 8, 21, 19, 3, 38, TimeSpan.Zero).AddTicks(617_920),
        MeanMotion = 15.21237263,
        Eccentricity = 0.00295706,
        Inclination = 97.3629,
        RaOfAscNode = 305.1109,
        ArgOfPericenter = 132.7662,
        MeanAnomaly = 227.6069,
        BStar = 0.71936484e-3,
    };

    [Fact]
    public void IfTheTleIsGoodThenItsElementsAreRead()
    {
        var elements = SatelliteElements.Read(Good, out var problem);

        problem.Should().BeNull();
        elements!.CatalogNumber.Should().Be(63982);
        elements.InclinationDegrees.Should().Be(97.3629);
        elements.Name.Should().Be("scs-01-a");
    }

    [Fact]
    public void IfTheOmmIsGoodThenItGivesTheOrbitOfTheTle()
    {
        var ofTle = SatelliteElements.Read(Good, out _)!;

        var ofOmm = SatelliteElements.Read(Good.With(s => s with { Orbit = new SatelliteOrbit { Omm = Omm } }), out var problem);

        problem.Should().BeNull();
        ofOmm!.CatalogNumber.Should().Be(ofTle.CatalogNumber);
        ofOmm.Epoch.Should().BeCloseTo(ofTle.Epoch, TimeSpan.FromMilliseconds(1));
        ofOmm.MeanMotion.Should().Be(ofTle.MeanMotion);
        ofOmm.RightAscensionDegrees.Should().Be(ofTle.RightAscensionDegrees);
        ofOmm.ArgumentOfPerigeeDegrees.Should().Be(ofTle.ArgumentOfPerigeeDegrees);
        ofOmm.MeanAnomalyDegrees.Should().Be(ofTle.MeanAnomalyDegrees);
    }

    [Fact]
    public void IfAChecksumIsWrongThenTheFieldAndTheRightDigitAreNamed()
    {
        var tle = Good.Spec.Orbit.Tle!;
        var altered = Good.With(s => s with { Orbit = new SatelliteOrbit { Tle = tle with { Line1 = tle.Line1[..68] + "0" } } });

        SatelliteElements.Read(altered, out var problem).Should().BeNull();

        problem.Should().StartWith("spec.orbit.tle: ").And.Contain("LINE 1").And.Contain("checksum").And.Contain("add up to 2");
    }

    [Fact]
    public void IfTheNumberIsNotThatOfTheElementsThenBothNumbersAreNamed()
    {
        SatelliteElements.Read(Good.With(s => s with { NoradId = 25544 }), out var problem).Should().BeNull();

        problem.Should().Be("spec.orbit is of catalogue number 63982, spec.noradId says 25544; they must agree.");
    }

    [Fact]
    public void IfTheEccentricityOfAnOmmIsOneThenTheFieldIsNamed()
    {
        var open = Good.With(s => s with { Orbit = new SatelliteOrbit { Omm = Omm with { Eccentricity = 1 } } });

        SatelliteElements.Read(open, out var problem).Should().BeNull();

        problem.Should().StartWith("spec.orbit.omm: ECCENTRICITY is 1;");
    }

    [Fact]
    public void IfThereAreBothFormatsOrNoneThenThatIsSaid()
    {
        var both = Good.With(s => s with { Orbit = s.Orbit with { Omm = Omm } });
        var none = Good.With(s => s with { Orbit = new SatelliteOrbit() });

        foreach (var satellite in new[] { both, none })
        {
            SatelliteElements.Read(satellite, out var problem).Should().BeNull();
            problem.Should().Be("spec.orbit must have exactly one of tle and omm.");
        }
    }

    [Fact]
    public void IfTheEpochLiesADayAheadThenTheElementsAreAccepted()
    {
        var elements = SatelliteElements.Read(Good, out _)!;

        SatelliteElements.AgeProblem(elements, Good.Spec.Orbit, elements.Epoch.AddDays(-1)).Should().BeNull();
    }

    [Fact]
    public void IfTheEpochLiesFurtherAheadThenItIsRefused()
    {
        var elements = SatelliteElements.Read(Good, out _)!;

        SatelliteElements.AgeProblem(elements, Good.Spec.Orbit, elements.Epoch.AddDays(-1.5))
            .Should().Be("spec.orbit: the epoch 2026-08-21T19:03:38Z lies 1.5 days in the future; at most 1 day is accepted.");
    }

    [Fact]
    public void IfTheElementsAreAsOldAsTheyMayBeThenTheyAreAccepted()
    {
        var elements = SatelliteElements.Read(Good, out _)!;

        SatelliteElements.AgeProblem(elements, Good.Spec.Orbit, elements.Epoch.AddDays(7)).Should().BeNull();
    }

    [Fact]
    public void IfTheElementsAreOlderThenTheirAgeAndTheFieldAreNamed()
    {
        var elements = SatelliteElements.Read(Good, out _)!;

        SatelliteElements.AgeProblem(elements, Good.Spec.Orbit with { MaxElementAge = TimeSpan.FromHours(36) }, elements.Epoch.AddDays(2))
            .Should().Be("spec.orbit: the elements are 2 days old, more than maxElementAge (1.5 days); newer ones are needed.");
    }
}

using Orbit.Api.V1Alpha1.SatelliteNodes;
using Orbit.Operator.Satellites;
using Orbit.Operator.Snapshots;
using Orbit.Operator.Tests.Support;

namespace Orbit.Operator.Tests.Snapshots;

public sealed class SatelliteReadinessTests
{
    private static readonly SatelliteNode Good = TestObjects.Satellite();

    [Fact]
    public void IfItsElementsAreFreshAndItAnswersThenItIsReady()
    {
        var readiness = SatelliteReadiness.Of(Good, default, TestData.Start);

        readiness.IsReady.Should().BeTrue();
        readiness.Reason.Should().Be("Predictable");
        readiness.Elements.Should().NotBeNull();
    }

    [Fact]
    public void IfItsElementsCannotBeReadThenItIsNotReadyAndHasNone()
    {
        var readiness = SatelliteReadiness.Of(Good.With(s => s with { NoradId = 1 }), default, TestData.Start);

        readiness.Should().BeEquivalentTo(new { IsReady = false, Reason = "InvalidElements", Elements = (object?)null });
        readiness.Problem.Should().Contain("spec.noradId");
    }

    [Fact]
    public void IfItsOrbitIsNoneThenItIsNotReadyAndHasNoElements()
    {
        var readiness = SatelliteReadiness.Of(Good.With(s => s with { Orbit = Orbit(meanMotion: 15, eccentricity: 1) }), default, TestData.Start);

        readiness.Should().BeEquivalentTo(new { IsReady = false, Reason = "InvalidElements", Elements = (object?)null });
        readiness.Problem.Should().StartWith("spec.orbit.omm: ECCENTRICITY");
    }

    [Fact]
    public void IfItsOrbitLiesInsideTheEarthThenItIsNotReady()
    {
        var inside = Good.With(s => s with { Orbit = Orbit(meanMotion: 15, eccentricity: 0.9) });

        SatelliteReadiness.Of(inside, default, TestData.Start).Reason.Should().Be("Decayed");
    }

    [Fact]
    public void IfTheDragHasBroughtItDownSinceItsEpochThenItHasDecayed()
    {
        var falling = Good.With(s => s with { Orbit = Orbit(meanMotion: 16.3, eccentricity: 0.001, bstar: 0.01) });

        SatelliteReadiness.Of(falling, default, TestData.Start).IsReady.Should().BeTrue();
        var later = SatelliteReadiness.Of(falling, default, TestData.Start.AddDays(6));

        later.Reason.Should().Be("Decayed");
        later.Problem.Should().StartWith("spec.orbit: ");
    }

    [Fact]
    public void IfSgp4HasStatesAgainAfterADecayThenItHasStillDecayed()
    {
        var falling = Good.With(s => s with { Orbit = Orbit(meanMotion: 16.3, eccentricity: 0.001, bstar: 0.1) with { MaxElementAge = TimeSpan.FromDays(60) } });
        var propagator = Astrodynamics.Sgp4.Sgp4Propagator.Create(SatelliteReadiness.Of(falling, default, TestData.Start).Elements!);
        var days = Enumerable.Range(1, 50).Select(day => TestData.Start.AddDays(day)).ToList();

        days.Count(day => propagator.Propagate(day, out _) == Astrodynamics.Sgp4.Sgp4Error.None).Should().BePositive("otherwise this shows nothing");
        days.Should().OnlyContain(day => SatelliteReadiness.Of(falling, default, day).Reason == "Decayed");
    }

    [Fact]
    public void IfADecayWasPredictedWhileItsElementsWereGoodThenItHasStillDecayedWhenTheyAreStale()
    {
        var falling = Good.With(s => s with { Orbit = Orbit(meanMotion: 16.3, eccentricity: 0.001, bstar: 0.01) });
        var first = SatelliteReadiness.Of(falling, default, TestData.Start.AddDays(6));

        first.Problem.Should().Match("spec.orbit: by these elements the satellite decayed at 2026-08-2?T??:??:??Z; newer ones are needed if it has not.");
        new[] { 8, 60, 849 }.Should().OnlyContain(day => SatelliteReadiness.Of(falling, default, TestData.Start.AddDays(day)) == first);
    }

    [Fact]
    public void IfADecayIsPredictedForATimeAtWhichItsElementsAreNoLongerGoodThenTheyAreOnlyStale()
    {
        var falling = Good.With(s => s with { Orbit = Orbit(meanMotion: 16.3, eccentricity: 0.001, bstar: 0.01) with { MaxElementAge = TimeSpan.FromHours(12) } });

        SatelliteReadiness.Of(falling, default, TestData.Start.AddDays(6)).Reason.Should().Be("StaleElements");
        SubSatellitePoints.At(SatelliteElements.Read(falling, out _)!, TestData.Start.AddDays(6)).Should().BeNull("by its elements it has decayed all the same");
    }

    [Fact]
    public void IfItsElementsCannotBeFollowedBackToNowThenItIsNotYetInOrbit()
    {
        var tomorrow = Orbit(meanMotion: 16.3, eccentricity: 0.001, bstar: 0.5);
        var falling = Good.With(s => s with { Orbit = tomorrow with { Omm = tomorrow.Omm! with { Epoch = TestData.Start.AddHours(20) } } });

        var readiness = SatelliteReadiness.Of(falling, default, TestData.Start);

        readiness.Reason.Should().Be("NotYetInOrbit");
        readiness.Problem.Should().Match("spec.orbit: by these elements the satellite is in orbit only after 2026-08-22T??:??:??Z; older ones are needed until then.");
        SatelliteReadiness.Of(falling, default, TestData.Start.AddHours(20)).IsReady.Should().BeTrue();
    }

    [Fact]
    public void IfItHasDecayedThenItIsNowhereThoughSgp4HasAState()
    {
        var elements = SatelliteElements.Read(Good.With(s => s with { Orbit = Orbit(meanMotion: 16.3, eccentricity: 0.001, bstar: 0.1) }), out _)!;
        var propagator = Astrodynamics.Sgp4.Sgp4Propagator.Create(elements);
        var later = Enumerable.Range(1, 50).Select(day => TestData.Start.AddDays(day)).First(day => propagator.Propagate(day, out _) == Astrodynamics.Sgp4.Sgp4Error.None);

        SubSatellitePoints.At(elements, later).Should().BeNull();
        SubSatellitePoints.At(elements, TestData.Start).Should().NotBeNull();
    }

    [Fact]
    public void IfItsElementsAreStaleThenItKeepsThemButIsNotReady()
    {
        var readiness = SatelliteReadiness.Of(Good, default, TestData.Start.AddDays(8));

        readiness.Should().BeEquivalentTo(new { IsReady = false, Reason = "StaleElements" });
        readiness.Elements.Should().NotBeNull();
    }

    [Fact]
    public void IfItsElementsAreOfAFarFutureThenItIsNotReady()
    {
        SatelliteReadiness.Of(Good, default, TestData.Start.AddDays(-3)).Reason.Should().Be("ElementsOfTheFuture");
    }

    [Fact]
    public void IfTwoContactsWereMissedThenItIsStillReady()
    {
        SatelliteReadiness.Of(Good, new SatelliteHealth(2, 2, null), TestData.Start).IsReady.Should().BeTrue();
    }

    [Fact]
    public void IfThreeContactsWereMissedThenItCountsAsLost()
    {
        var readiness = SatelliteReadiness.Of(Good, new SatelliteHealth(3, 2, null), TestData.Start);

        readiness.Reason.Should().Be("ContactsMissed");
        readiness.Problem.Should().Contain("3 booked contacts in a row");
        readiness.Elements.Should().NotBeNull();
    }

    private static SatelliteOrbit Orbit(double meanMotion, double eccentricity, double bstar = 0) => new()
    {
        Omm = new OrbitMeanElements
        {
            Epoch = TestData.Start,
            MeanMotion = meanMotion,
            Eccentricity = eccentricity,
            Inclination = 97,
            RaOfAscNode = 0,
            ArgOfPericenter = 0,
            MeanAnomaly = 0,
            BStar = bstar,
        },
    };
}

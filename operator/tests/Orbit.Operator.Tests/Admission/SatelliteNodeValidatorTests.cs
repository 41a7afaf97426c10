using Orbit.Api.V1Alpha1;
using Orbit.Api.V1Alpha1.SatelliteNodes;
using Orbit.Kubernetes.Admission;
using Orbit.Operator.Admission;
using Orbit.Operator.Snapshots;
using Orbit.Operator.Tests.Support;

namespace Orbit.Operator.Tests.Admission;

public sealed class SatelliteNodeValidatorTests
{
    private static readonly SatelliteNode Good = TestObjects.Satellite();
    private static readonly Duplicates None = Duplicates.Among([], []);
    private readonly ManualTimeProvider _clock = new(TestData.Start);

    [Fact]
    public void IfTheElementsAreGoodThenNothingIsSaid() => Validate(Good).Should().BeEquivalentTo(new ValidationResult());

    [Fact]
    public void IfADigitOfTheTleIsWrongThenItIsRefusedAsTheControllerSaysIt()
    {
        var tle = Good.Spec.Orbit.Tle!;
        var bad = Good.With(s => s with { Orbit = new SatelliteOrbit { Tle = tle with { Line1 = tle.Line1[..^1] + (char)('0' + ((tle.Line1[^1] - '0' + 1) % 10)) } } });

        var error = Validate(bad).Errors.Should().ContainSingle().Which;

        error.Field.Should().Be("spec.orbit.tle");
        error.Message.Should().Contain("checksum");
        error.ToString().Should().Be(SatelliteReadiness.Of(bad, default, TestData.Start).Problem);
    }

    [Fact]
    public void IfThereIsNoneOrBothOfTleAndOmmThenItIsRefused()
    {
        var error = new FieldError("spec.orbit", "must have exactly one of tle and omm.");
        Validate(Good.With(s => s with { Orbit = new SatelliteOrbit() })).Errors.Should().Equal(error);
    }

    [Fact]
    public void IfTheNumbersDisagreeThenItIsRefused() =>
        Validate(Good.With(s => s with { NoradId = 1 })).Errors.Should().ContainSingle().Which.Message.Should().Contain("spec.noradId");

    [Fact]
    public void IfTheEpochLiesInTheFutureThenItIsRefused()
    {
        var before = new SatelliteNodeValidator(None, new ManualTimeProvider(TestData.Start.AddDays(-400)));

        before.Validate(Good, null).Errors.Should().ContainSingle().Which.Should().Match<FieldError>(e => e.Field == "spec.orbit" && e.Message.Contains("in the future", StringComparison.Ordinal));
    }

    [Fact]
    public void IfTheElementsAreOldThenItIsAcceptedWithAWarning()
    {
        _clock.Advance(TimeSpan.FromDays(8));
        var result = Validate(Good);

        result.Errors.Should().BeEmpty("they were right once, and a newer set may be on its way");
        result.Warnings.Should().ContainSingle().Which.Should().StartWith("spec.orbit: the elements are 8.2 days old").And.Match(w => w.Length <= 256);
    }

    [Theory]
    [InlineData(-20, "spec.orbit: by these elements the satellite is in orbit only after ")]
    [InlineData(240, "spec.orbit: by these elements the satellite decayed at ")]
    [InlineData(9000, "spec.orbit: by these elements the satellite decayed at ")]
    public void IfItIsInOrbitAtAnotherTimeThenItIsAcceptedWithAWarning(int hours, string warning)
    {
        var falling = Good.With(s => s with
        {
            Orbit = new SatelliteOrbit
            {
                Omm = new OrbitMeanElements
                {
                    Epoch = TestData.Start.AddHours(-hours),
                    MeanMotion = 16.3,
                    Eccentricity = 0.001,
                    Inclination = 97,
                    RaOfAscNode = 0,
                    ArgOfPericenter = 0,
                    MeanAnomaly = 0,
                    BStar = 0.5,
                },
            },
        });

        var result = Validate(falling);

        result.Errors.Should().BeEmpty();
        result.Warnings.Should().ContainSingle().Which.Should().StartWith(warning).And.Match(w => w.Length <= 256);
    }

    [Fact]
    public void IfABandCarriesNothingThenItIsAcceptedWithAWarning() =>
        Validate(Good.With(s => s with { Radio = new SatelliteRadio { Bands = [.. s.Radio.Bands, new RadioBand { Name = "X" }] } })).Warnings
            .Should().Equal("spec.radio.bands[1] carries nothing: it has neither uplinkBitsPerSecond nor downlinkBitsPerSecond.");

    [Fact]
    public void IfTheNameIsStillToBeMadeUpThenItIsJudgedAllTheSame() =>
        Validate(Good with { Metadata = new() { GenerateName = "sat-" } }).Errors.Should().BeEmpty();

    [Fact]
    public void IfAnotherStandsForTheSameSatelliteThenItIsAcceptedWithAWarning()
    {
        var another = Good with { Metadata = Good.Metadata with { Name = "twin", CreationTimestamp = TestData.Start.UtcDateTime } };
        var validator = new SatelliteNodeValidator(Duplicates.Among([another], []), _clock);

        validator.Validate(Good, null).Should().BeEquivalentTo(new ValidationResult
        {
            Warnings = ["spec.noradId is that of SatelliteNode twin too; scs-01-a is not Ready as long as twin is there."],
        });
        var older = Good with { Metadata = Good.Metadata with { CreationTimestamp = TestData.Start.AddDays(-1).UtcDateTime } };
        validator.Validate(older, older).Warnings.Should().Equal("spec.noradId is that of SatelliteNode twin too, which was created later and is not Ready from now on.");
    }

    private ValidationResult Validate(SatelliteNode satellite) => new SatelliteNodeValidator(None, _clock).Validate(satellite, old: null);
}

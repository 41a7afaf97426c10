using Orbit.Api.V1Alpha1.GroundLinks;
using Orbit.Kubernetes.Admission;
using Orbit.Operator.Admission;
using Orbit.Operator.Snapshots;
using Orbit.Operator.Tests.Support;

namespace Orbit.Operator.Tests.Admission;

public sealed class GroundLinkValidatorTests
{
    private static readonly GroundLink Good = TestObjects.Station("svalbard");
    private readonly GroundLinkValidator _validator = new(Duplicates.Among([], []));

    [Fact]
    public void IfTheStationIsGoodThenNothingIsSaid() => _validator.Validate(Good, null).Should().BeEquivalentTo(new ValidationResult());

    [Fact]
    public void IfAnotherStandsForTheSameStationThenItIsAcceptedWithAWarning()
    {
        var another = Good with { Metadata = Good.Metadata with { Name = "twin", CreationTimestamp = TestData.Start.UtcDateTime } };
        another = another.With(s => s with { Gateway = s.Gateway with { Station = "svalbard" } });

        new GroundLinkValidator(Duplicates.Among([], [another])).Validate(Good, null).Should().BeEquivalentTo(new ValidationResult
        {
            Warnings = ["spec.gateway names the station of GroundLink twin too; svalbard is not Ready as long as twin is there."],
        });
    }

    [Fact]
    public void IfSeveralFieldsAreBadThenAllAreNamed()
    {
        var start = TestData.Start;
        var bad = Good.With(s => s with
        {
            Location = s.Location with { LatitudeDegrees = 95 },
            Gateway = new StationGateway { Url = "https://orbit:secret@gateway.example" },
            Maintenance = [new MaintenanceWindow { Start = start, End = start.AddHours(1) }, new MaintenanceWindow { Start = start, End = start }],
            SatelliteSelector = new() { MatchExpressions = [new() { Key = "a", OperatorProperty = "In" }] },
        });

        _validator.Validate(bad, null).Errors.Should().Equal(
            new FieldError("spec.location.latitudeDegrees", "is 95; it must be from -90 to 90."),
            new FieldError("spec.gateway.url", "must hold no user name or password: it is shown in messages and logs."),
            new FieldError("spec.maintenance[1].end", "must be after its start."),
            new FieldError("spec.satelliteSelector.matchExpressions[0].values", "must name at least one value for operator In."));
    }
}

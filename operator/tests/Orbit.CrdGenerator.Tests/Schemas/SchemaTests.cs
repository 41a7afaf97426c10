using System.Text.RegularExpressions;
using Orbit.CrdGenerator.Definitions;
using Orbit.CrdGenerator.Schemas;

namespace Orbit.CrdGenerator.Tests.Schemas;

/// <summary>Rules that hold for every field of every kind.</summary>
public class SchemaTests
{
    public static TheoryData<string> SpecFields() => new(Fields(resource => resource.Spec).Select(field => field.Path));

    [Theory]
    [MemberData(nameof(SpecFields))]
    public void EverySpecFieldSaysWhatItMeansAndWhatHappensIfItIsLeftOut(string path)
    {
        var (_, schema, isChoice, isRequired) = Fields(resource => resource.Spec).ToDictionary(field => field.Path, StringComparer.Ordinal)[path];
        schema.Description.Should().NotBeEmpty();
        if (!isRequired && !isChoice && !path.Contains(".matchLabels", StringComparison.Ordinal) && !path.Contains(".matchExpressions", StringComparison.Ordinal))
        {
            schema.Description.Should().Match(text => text.Contains("Left out:") || text.Contains("Nothing depends on it."));
        }
    }

    [Fact]
    public void EveryStatusFieldHasADescriptionAndNoDefault() =>
        Fields(resource => resource.Status).Should().OnlyContain(field => field.Schema.Description.Length > 0 && field.Schema.Default == null);

    [Fact]
    public void EveryListSaysHowItIsMergedAndItsKeysAreRequired()
    {
        foreach (var (path, schema, _, _) in Fields(resource => resource.Spec).Concat(Fields(resource => resource.Status)).Where(f => f.Schema.Items is not null))
        {
            schema.ListType.Should().BeOneOf(["atomic", "set", "map"], path);
            schema.ListMapKeys.Should().BeSubsetOf(schema.Items!.Required, path);
        }
    }

    [Fact]
    public void EveryFieldOfAnAlternativeIsAFieldThatMayBeLeftOut()
    {
        foreach (var (path, schema, _, _) in Fields(resource => resource.Spec).Where(f => f.Schema.Alternatives.Count > 0))
        {
            schema.Properties.Select(p => p.Key).Should().Contain(schema.Alternatives, path);
            schema.Required.Should().NotIntersectWith(schema.Alternatives, path);
        }
    }

    [Theory]
    [InlineData("GroundLink.spec.minimumElevationDegrees", "10")]
    [InlineData("GroundLink.spec.antennas", "1")]
    [InlineData("GroundLink.spec.turnaround", "1m")]
    [InlineData("GroundLink.spec.minimumContact", "0s")]
    [InlineData("GroundLink.spec.location.altitudeMetres", "0")]
    [InlineData("SatelliteNode.spec.orbit.maxElementAge", "168h")]
    [InlineData("SatelliteNode.spec.role", "Inference")]
    [InlineData("SatelliteNode.spec.compute.accelerators", "1")]
    [InlineData("SatelliteNode.spec.unschedulable", "false")]
    [InlineData("OrbitalInferenceJob.spec.output.maximumSize", "64Ki")]
    [InlineData("OrbitalInferenceJob.spec.objective", "EarliestCompletion")]
    [InlineData("OrbitalInferenceJob.spec.backoffLimit", "3")]
    public void ADefaultIsTheInitialValueOfItsProperty(string path, string expected) =>
        Descriptions.DefaultText(Field(path).Default).Should().Be(expected);

    [Fact]
    public void ADefaultMatchesThePatternOfItsField()
    {
        foreach (var (path, schema, _, _) in Fields(resource => resource.Spec).Where(f => f.Schema is { Default: string, Pattern: not null }))
        {
            ((string)schema.Default!).Should().MatchRegex(schema.Pattern, path);
        }
    }

    [Theory]
    [InlineData("64Ki", true)]
    [InlineData("1.5G", true)]
    [InlineData("2e9", true)]
    [InlineData("1500", true)]
    [InlineData("-5", false)]
    [InlineData("5 Mi", false)]
    [InlineData("5MB", false)]
    [InlineData("", false)]
    public void AQuantityIsPlainAndNeverNegative(string text, bool accepted) =>
        Regex.IsMatch(text, Field("OrbitalInferenceJob.spec.output.maximumSize").Pattern!, RegexOptions.None, TimeSpan.FromSeconds(1)).Should().Be(accepted);

    [Theory]
    [InlineData("90s", true)]
    [InlineData("1h30m", true)]
    [InlineData("1.5h", true)]
    [InlineData("500ms", true)]
    [InlineData("-1s", false)]
    [InlineData("90", false)]
    [InlineData("7d", false)]
    [InlineData("", false)]
    public void ADurationHasUnitsAndIsNeverNegative(string text, bool accepted) =>
        Regex.IsMatch(text, Field("GroundLink.spec.turnaround").Pattern!, RegexOptions.None, TimeSpan.FromSeconds(1)).Should().Be(accepted);

    [Fact]
    public void AnEnumsDescriptionExplainsItsValues() =>
        Field("SatelliteNode.status.link.state").Description.Should().Contain("\n - `Silent`: Out of contact, as predicted.");

    private static Schema Field(string path) =>
        Fields(r => r.Spec).Concat(Fields(r => r.Status)).ToDictionary(field => field.Path, StringComparer.Ordinal)[path].Schema;

    private static IEnumerable<(string Path, Schema Schema, bool IsChoice, bool IsRequired)> Fields(Func<ResourceDefinition, Schema> part) =>
        GeneratedFiles.Resources.SelectMany(resource =>
            Below(part(resource), $"{resource.Kind.Kind}.{(part(resource) == resource.Spec ? "spec" : "status")}"));

    private static IEnumerable<(string Path, Schema Schema, bool IsChoice, bool IsRequired)> Below(Schema parent, string path)
    {
        foreach (var (name, schema) in parent.Properties)
        {
            var here = $"{path}.{name}";
            var isChoice = parent.Alternatives.Contains(name, StringComparer.Ordinal);
            yield return (here, schema, isChoice, parent.Required.Contains(name, StringComparer.Ordinal));
            foreach (var below in Below(schema, here).Concat(schema.Items is { } items ? Below(items, $"{here}[]") : []))
            {
                yield return below;
            }
        }
    }
}

using Orbit.CrdGenerator.Tests.Roles;
using Orbit.Kubernetes.Serialization;

namespace Orbit.CrdGenerator.Tests;

public class CheckedInFilesTests
{
    private const string Remedy = "the types changed since it was made: run dotnet run --project operator/src/Orbit.CrdGenerator -- crds docs/reference config/rbac";

    public static TheoryData<string> Definitions() => new(GeneratedFiles.Definitions().Select(file => file.Name));

    public static TheoryData<string> Roles() => new(GeneratedFiles.Roles().Select(file => file.Name));

    [Theory]
    [MemberData(nameof(Definitions))]
    public void ADefinitionIsWhatItsTypesGive(string name) =>
        Read("crds", name).Should().Be(Content(GeneratedFiles.Definitions(), name), Remedy);

    [Fact]
    public void TheReferencePageIsWhatTheTypesGive() =>
        Read("docs/reference", "resources.md").Should().Be(GeneratedFiles.Reference().Single().Content, Remedy);

    [Fact]
    public void NoDefinitionIsCheckedInWhoseTypeIsGone() =>
        Names("crds").Should().BeEquivalentTo(GeneratedFiles.Definitions().Select(file => file.Name));

    [Theory]
    [MemberData(nameof(Roles))]
    public void ARoleIsWhatTheClassesOfTheOperatorUse(string name) =>
        Read("config/rbac", name).Should().Be(Content(GeneratedFiles.Roles(), name), Remedy);

    [Fact]
    public void NothingGrantsWhatNoClassSaysItUses() =>
        Names("config/rbac").Where(name => YamlDocuments.Parse(Read("config/rbac", name)).Any(document => document["kind"]?.GetValue<string>().Contains("Role", StringComparison.Ordinal) is true))
            .Should().BeEquivalentTo(GeneratedFiles.Roles().Select(file => file.Name));

    [Fact]
    public void EveryFileOfTheRightsIsAppliedWithTheOthers() =>
        YamlDocuments.Parse(Read("config/rbac", "kustomization.yaml")).Single()["resources"]!.AsArray().Select(name => name!.GetValue<string>())
            .Should().BeEquivalentTo(Names("config/rbac").Where(name => name is not "kustomization.yaml"));

    [Fact]
    public void TheRolesGrantTheRightsAndNoOthers() =>
        GeneratedFiles.Roles().SelectMany(file => GrantedRights.Of(file.Content)).Should().BeEquivalentTo(GeneratedFiles.Rights().Select(right => right with { User = "" }).Distinct());

    [Fact]
    public void NoRightIsAWildcard() =>
        GeneratedFiles.Rights().Should().NotContain(right => right.Group == "*" || right.Resource.Contains('*') || right.Verb == "*");

    private static string Content(IEnumerable<GeneratedFile> files, string name) => files.Single(file => string.Equals(file.Name, name, StringComparison.Ordinal)).Content;

    private static IEnumerable<string> Names(string folder) => Directory.GetFiles(Root(folder)).Select(path => Path.GetFileName(path));

    private static string Read(string folder, string name) => File.ReadAllText(Path.Combine(Root(folder), name));

    private static string Root(string folder)
    {
        var root = new DirectoryInfo(AppContext.BaseDirectory);
        while (root is not null && !File.Exists(Path.Combine(root.FullName, "OrbitOperator.sln")))
        {
            root = root.Parent;
        }

        return Path.Combine(root!.FullName, folder);
    }
}

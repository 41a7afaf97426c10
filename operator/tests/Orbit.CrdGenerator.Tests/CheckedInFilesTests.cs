namespace Orbit.CrdGenerator.Tests;

public class CheckedInFilesTests
{
    private const string Remedy = "the types changed since it was made: run dotnet run --project operator/src/Orbit.CrdGenerator -- crds docs/reference";

    public static TheoryData<string> Definitions() => new(GeneratedFiles.Definitions().Select(file => file.Name));

    [Theory]
    [MemberData(nameof(Definitions))]
    public void ADefinitionIsWhatItsTypesGive(string name) =>
        Read("crds", name).Should().Be(GeneratedFiles.Definitions().ToDictionary(file => file.Name, StringComparer.Ordinal)[name].Content, Remedy);

    [Fact]
    public void TheReferencePageIsWhatTheTypesGive() =>
        Read("docs/reference", "resources.md").Should().Be(GeneratedFiles.Reference().Single().Content, Remedy);

    [Fact]
    public void NoDefinitionIsCheckedInWhoseTypeIsGone() =>
        Directory.GetFiles(Root("crds")).Select(Path.GetFileName).Should().BeEquivalentTo(GeneratedFiles.Definitions().Select(file => file.Name));

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

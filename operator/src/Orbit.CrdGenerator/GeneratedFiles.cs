using Orbit.Api.V1Alpha1.GroundLinks;
using Orbit.Api.V1Alpha1.OrbitalInferenceJobs;
using Orbit.Api.V1Alpha1.SatelliteNodes;
using Orbit.CrdGenerator.Definitions;
using Orbit.CrdGenerator.Reference;

namespace Orbit.CrdGenerator;

/// <summary>All that is generated from the types of Orbit.Api. The same types always give the same bytes.</summary>
internal static class GeneratedFiles
{
    /// <summary>The custom resources, in the order in which people meet them.</summary>
    public static IReadOnlyList<ResourceDefinition> Resources { get; } =
    [
        ResourceDefinition.Of<SatelliteNode>(),
        ResourceDefinition.Of<GroundLink>(),
        ResourceDefinition.Of<OrbitalInferenceJob>(),
    ];

    /// <summary>One CustomResourceDefinition for each kind, and the kustomization that lists them.</summary>
    public static IEnumerable<GeneratedFile> Definitions()
    {
        foreach (var resource in Resources)
        {
            yield return new GeneratedFile(DefinitionFile(resource), DefinitionWriter.Write(resource));
        }

        yield return new GeneratedFile("kustomization.yaml", DefinitionWriter.WriteKustomization(Resources.Select(DefinitionFile)));
    }

    /// <summary>The reference page for people.</summary>
    public static IEnumerable<GeneratedFile> Reference() => [new GeneratedFile("resources.md", ReferencePage.Write(Resources))];

    private static string DefinitionFile(ResourceDefinition resource) => $"{resource.Kind.FullName}.yaml";
}

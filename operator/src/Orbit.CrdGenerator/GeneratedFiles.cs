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

    /// <summary>One CustomResourceDefinition for each kind. Nothing else lies beside them, so that <c>kubectl apply -f crds</c> takes the folder.</summary>
    public static IEnumerable<GeneratedFile> Definitions() =>
        Resources.Select(resource => new GeneratedFile($"{resource.Kind.FullName}.yaml", DefinitionWriter.Write(resource)));

    /// <summary>The reference page for people.</summary>
    public static IEnumerable<GeneratedFile> Reference() => [new GeneratedFile("resources.md", ReferencePage.Write(Resources))];
}

using System.Reflection;
using Orbit.Api.V1Alpha1.GroundLinks;
using Orbit.Api.V1Alpha1.OrbitalInferenceJobs;
using Orbit.Api.V1Alpha1.SatelliteNodes;
using Orbit.CrdGenerator.Definitions;
using Orbit.CrdGenerator.Reference;
using Orbit.CrdGenerator.Roles;
using Orbit.Operator.Hosting;

namespace Orbit.CrdGenerator;

/// <summary>All that is generated from types. The same types always give the same bytes.</summary>
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

    /// <summary>What the operator's classes use, role by role.</summary>
    public static IEnumerable<Right> Rights() =>
        new RightsReader(OperatorRoles.Cluster).Read(OperatorAssemblies().SelectMany(assembly => assembly.GetTypes()));

    /// <summary>The operator's roles, a file for each.</summary>
    public static IEnumerable<GeneratedFile> Roles()
    {
        var writer = new RoleWriter(OperatorRoles.ServiceAccount, OperatorRoles.Namespace);
        return Rights().GroupBy(right => right.Role, StringComparer.Ordinal).Select(role => new GeneratedFile(FileName(role.Key), writer.Write(role.Key, role)));
    }

    // The operator, and those of the project that it is made of: what uses a right may stand in any of them.
    private static IEnumerable<Assembly> OperatorAssemblies()
    {
        var program = typeof(OperatorRoles).Assembly;
        return program.GetReferencedAssemblies().Where(name => name.Name!.StartsWith("Orbit.", StringComparison.Ordinal)).Select(Assembly.Load).Prepend(program);
    }

    private static string FileName(string role) =>
        $"{role[OperatorRoles.Cluster.Length..].TrimStart('-').Replace('-', '_')}_role.yaml".TrimStart('_');
}

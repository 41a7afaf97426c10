using k8s.KubeConfigModels;
using YamlDotNet.Core;
using YamlDotNet.Serialization;

namespace Orbit.Kubernetes.Configuration.Kubeconfig;

/// <summary>Reads a kubeconfig file into the package's types. What reflection needs of them in a trimmed program is in ILLink.Descriptors.xml.</summary>
/// <remarks>The package's own reader goes through all its models first, and leaves <c>tokenFile</c> and <c>proxy-url</c> out.</remarks>
internal static class KubeconfigReader
{
    public static K8SConfiguration Read(string file)
    {
        var text = CredentialFiles.Read(file, "kubeconfig");
        try
        {
            var content = NewDeserializer().Deserialize<K8SConfiguration?>(text) ?? new K8SConfiguration();
            content.FileName = file;
            return content;
        }
        catch (YamlException e)
        {
            // What YamlDotNet says of a value that does not fit its type is about .NET's types.
            var why = e.GetBaseException() is YamlException or FormatException ? e.GetBaseException().Message : "This value is of the wrong kind.";
            throw new KubernetesConfigurationException($"The kubeconfig file {file} can't be understood: Line {e.Start.Line}, column {e.Start.Column}: {why}", e);
        }
    }

    private static IDeserializer NewDeserializer() => new DeserializerBuilder()
        .IgnoreUnmatchedProperties()
        .WithDuplicateKeyChecking()
        // Lists of texts, where the package expects texts; impersonation is refused anyhow.
        .WithAttributeOverride<UserCredentials>(u => u.ImpersonateUserExtra, new YamlIgnoreAttribute())
        .WithTypeMapping<ClusterEndpoint, KubeconfigCluster>()
        .WithTypeMapping<UserCredentials, KubeconfigUser>()
        .Build();
}

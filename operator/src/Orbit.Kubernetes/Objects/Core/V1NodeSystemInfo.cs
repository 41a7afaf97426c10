using System.Text.Json.Serialization;

namespace Orbit.Kubernetes.Objects.Core;

/// <summary>Versions and identities of a node; the API requires every member.</summary>
public sealed record V1NodeSystemInfo
{
    /// <summary>Processor architecture.</summary>
    public string Architecture { get; init => field = value ?? ""; } = "";

    /// <summary>Identity of this boot.</summary>
    [JsonPropertyName("bootID")]
    public string BootID { get; init => field = value ?? ""; } = "";

    /// <summary>Runtime and version, such as <c>orbit://1.0</c>.</summary>
    public string ContainerRuntimeVersion { get; init => field = value ?? ""; } = "";

    /// <summary>Kernel.</summary>
    public string KernelVersion { get; init => field = value ?? ""; } = "";

    /// <summary>Version of kube-proxy.</summary>
    public string KubeProxyVersion { get; init => field = value ?? ""; } = "";

    /// <summary>Version of the node agent, shown by <c>kubectl get nodes</c>.</summary>
    public string KubeletVersion { get; init => field = value ?? ""; } = "";

    /// <summary>Identity of the machine.</summary>
    [JsonPropertyName("machineID")]
    public string MachineID { get; init => field = value ?? ""; } = "";

    /// <summary>Operating system.</summary>
    public string OperatingSystem { get; init => field = value ?? ""; } = "";

    /// <summary>Operating system's image.</summary>
    public string OsImage { get; init => field = value ?? ""; } = "";

    /// <summary>Identity of the hardware.</summary>
    [JsonPropertyName("systemUUID")]
    public string SystemUUID { get; init => field = value ?? ""; } = "";
}

using System.Net;
using k8s.Models;
using KubeOps.Abstractions.Rbac;
using Orbit.Gateway.Clock;
using Orbit.Kubernetes.Admission;
using Orbit.Kubernetes.Admission.Certificates;
using Orbit.Kubernetes.Client;
using Orbit.Kubernetes.Configuration;
using Orbit.Kubernetes.Objects;
using Orbit.Kubernetes.Roles;
using Orbit.Kubernetes.Runtime.Hosting;
using Orbit.Operator.Hosting;
using Orbit.Operator.Snapshots;

namespace Orbit.Operator.Admission;

/// <summary>The operator's admission webhook: its validators, its port and its certificate.</summary>
[RoleRbac(OperatorRoles.Webhook, typeof(V1Secret), Namespace = OperatorRoles.Namespace, Verbs = RbacVerb.Create)]
[RoleRbac(OperatorRoles.Webhook, typeof(V1Secret), Namespace = OperatorRoles.Namespace, Names = [AdmissionWebhook.Name], Verbs = RbacVerb.Get | RbacVerb.Update)]
// For the caBundle: who asks whom about what stays with whoever applied config/webhook.
[RoleRbac(OperatorRoles.Webhook, typeof(V1ValidatingWebhookConfiguration), Names = [AdmissionWebhook.ConfigurationName], Verbs = RbacVerb.Get | RbacVerb.Patch)]
internal sealed class AdmissionWebhook : IAsyncDisposable
{
    /// <summary>Name of the ValidatingWebhookConfiguration in config/webhook.</summary>
    public const string ConfigurationName = "orbit-operator";

    /// <summary>Name of the Service in config/webhook, and of the Secret that holds a self-managed certificate.</summary>
    public const string Name = "orbit-operator-webhook";

    private readonly AdmissionServer _server;
    private readonly KubernetesClient? _client;
    private readonly SelfManagedCertificate? _selfManaged;

    /// <summary>A webhook that listens from <see cref="StartAsync"/> on.</summary>
    /// <param name="options">Port and certificate.</param>
    /// <param name="ns">The operator's namespace, for Service and Secret.</param>
    /// <param name="configuration">The API server, for a self-managed certificate.</param>
    /// <param name="duplicates">What is there already.</param>
    /// <param name="clock">Mission time for the validators, wall time for the certificate.</param>
    /// <param name="loggers">Where it logs.</param>
    /// <param name="lifetimes">Lives of a self-managed certificate; null for the usual ones.</param>
    public AdmissionWebhook(
        AdmissionOptions options, string ns, ClusterAccess configuration, Duplicates duplicates, MissionClock clock, ILoggerFactory loggers, CertificateLifetimes? lifetimes = null)
    {
        IServingCertificate certificate;
        if (options.CertificateFolder is { } folder)
        {
            certificate = new CertificateFolder(folder, loggers.CreateLogger<CertificateFolder>());
        }
        else
        {
            // A client of its own: that of the controllers writes only while this replica leads.
            _client = new KubernetesClient(configuration, new KubernetesClientOptions { TimeProvider = clock.Wall, LoggerFactory = loggers, FieldManager = Name });
            certificate = _selfManaged = new SelfManagedCertificate(_client, new SelfManagedOptions
            {
                Secret = new NamespacedName(ns, Name),
                WebhookConfiguration = ConfigurationName,
                Names = Names(options.Address.Address, ns),
                Lifetimes = lifetimes ?? new CertificateLifetimes(),
                TimeProvider = clock.Wall,
                LoggerFactory = loggers,
            });
        }

        _server = new AdmissionServer(certificate, new AdmissionServerOptions { Address = options.Address, TimeProvider = clock.Wall, LoggerFactory = loggers })
            .Add(new SatelliteNodeValidator(duplicates, clock))
            .Add(new GroundLinkValidator(duplicates))
            .Add(new OrbitalInferenceJobValidator(clock));
    }

    /// <summary>Where it listens.</summary>
    public Uri Address => _server.Address;

    /// <summary>Why API servers can't ask now; null when they can.</summary>
    public string? Problem => _server.Problem;

    /// <summary>Makes its certificate a condition of readiness, and has it kept on every replica.</summary>
    public void AddTo(OperatorHost host)
    {
        host.AddReadiness(() => Problem);
        if (_selfManaged is { } selfManaged)
        {
            host.AddBackground("webhook certificate", selfManaged.RunAsync);
        }
    }

    /// <summary>Begins to listen.</summary>
    /// <exception cref="IOException">The port is taken.</exception>
    public Task StartAsync(CancellationToken cancellationToken) => _server.StartAsync(cancellationToken);

    /// <summary>Keeps a self-managed certificate until it is cancelled; without one there is nothing to keep.</summary>
    public Task KeepCertificateAsync(CancellationToken cancellationToken) => _selfManaged?.RunAsync(cancellationToken) ?? Task.CompletedTask;

    /// <summary>Looks after a self-managed certificate once.</summary>
    public Task LookAsync(CancellationToken cancellationToken) => _selfManaged?.LookAsync(cancellationToken) ?? Task.CompletedTask;

    /// <summary>Answers what was asked already, and listens no longer.</summary>
    public Task StopAsync() => _server.StopAsync(CancellationToken.None);

    public async ValueTask DisposeAsync()
    {
        await _server.DisposeAsync();
        _client?.Dispose();
    }

    // As the API server calls a Service; and by its address, where it was given one that others can't share.
    private static IReadOnlyCollection<string> Names(IPAddress address, string ns)
    {
        var service = $"{Name}.{ns}.svc";
        return address.Equals(IPAddress.Any) || address.Equals(IPAddress.IPv6Any) ? [service] : [service, address.ToString()];
    }
}

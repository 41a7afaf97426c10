using System.Globalization;
using System.Net;
using System.Net.Sockets;
using k8s.Models;
using Orbit.ControlPlane.Tests.ControlPlane;
using Orbit.ControlPlane.Tests.EndToEnd;

namespace Orbit.ControlPlane.Tests.Reliability;

/// <summary>Two operators as processes of their own, with the rights of config/rbac, behind one address as a Service has it.</summary>
[Collection(AloneCollection.Name)]
public sealed class AdmissionReplicaTests(ControlPlaneFixture controlPlane)
{
    [Fact]
    public async Task IfTwoReplicasStartTogetherThenTheyAgreeOnOneCertificateAndEachAnswersWhenTheOtherIsKilled()
    {
        await using var world = new AdmissionWorld(controlPlane);
        var ports = FreePorts(2);
        await world.ConfigureAsync();
        await using var first = Start(ports[0]);
        await using var second = Start(ports[1]);
        using var http = new HttpClient();
        await ReadyAsync(http, await first.ListeningAsync(CancellationToken.None));
        await ReadyAsync(http, await second.ListeningAsync(CancellationToken.None));

        // The slower of the two takes the faster one's certificate with its next look, if it saw no Secret with its first.
        var certificate = await AdmissionWorld.ShownAsync(ports[0]);
        (await AdmissionWorld.ShownAsync(ports[1])).RawData.Should().Equal(certificate.RawData);
        world.Front.Replicas = ports;
        await world.UntilWorkingAsync();
        world.Front.Replicas = [.. ports.Reverse()];
        await world.ExpectWorkAsync("the other one answers as well, leader or not");
        var secret = await world.SecretAsync();

        await second.KillAsync();
        await world.ExpectWorkAsync("the first is left");
        await using var third = Start(ports[1]);
        await ReadyAsync(http, await third.ListeningAsync(CancellationToken.None));
        await first.KillAsync();
        await world.ExpectWorkAsync("the one that was started again is left");

        (await world.SecretAsync()).Metadata.ResourceVersion.Should().Be(secret.Metadata.ResourceVersion, "what is there is used");
        foreach (var output in new[] { first.Output, second.Output, third.Output })
        {
            output.Should().NotMatchRegex(@"cannot \w+ resource", "the operator does with the rights of config/rbac").And.NotContain("PRIVATE KEY");
        }

        // They led in turn; the tests after this one elect anew.
        await third.KillAsync();
        await world.Client.DeleteAsync<V1Lease>(new("orbit-operator", "orbit-operator"), null, CancellationToken.None);
    }

    [Fact]
    public async Task IfTheMountedCertificateIsMissingThenTheOperatorIsNotReadyAndSaysWhyUntilItComes()
    {
        var folder = Directory.CreateTempSubdirectory("orbit-admission-").FullName;
        await using var world = new AdmissionWorld(controlPlane);
        var port = FreePorts(1)[0];
        await using var child = Start(port, folder);
        using var http = new HttpClient();
        var address = await child.ListeningAsync(CancellationToken.None);
        await AdmissionWorld.UntilAsync(async () => (await http.GetAsync(new Uri(address, "livez"))).IsSuccessStatusCode && (await ReadAsync()).Body.TrimEnd().Split('\n').Length == 1);

        var (status, body) = await ReadAsync();
        status.Should().Be(HttpStatusCode.ServiceUnavailable);
        body.Should().StartWith($"The certificate file {folder}/tls.crt can't be read");
        using (var authority = new Kubernetes.Tests.Support.TestCertificates())
        {
            var (certificate, key) = authority.Client("webhook");
            Kubernetes.Tests.Support.MountedFolder.Replace(folder, "..1", ("tls.crt", certificate), ("tls.key", key));
        }

        await ReadyAsync(http, address);
        (await http.GetStringAsync(new Uri(address, "metrics"))).Should().Contain("webhook_certificate_expiration_timestamp_seconds 4733510400");
        await child.KillAsync();
        await world.Client.DeleteAsync<V1Lease>(new("orbit-operator", "orbit-operator"), null, CancellationToken.None);
        Directory.Delete(folder, recursive: true);

        async Task<(HttpStatusCode Status, string Body)> ReadAsync()
        {
            using var response = await http.GetAsync(new Uri(address, "readyz"));
            return (response.StatusCode, await response.Content.ReadAsStringAsync());
        }
    }

    private ChildProcess Start(int port, string? folder = null)
    {
        var environment = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["KUBECONFIG"] = controlPlane.OperatorKubeconfigPath,
            ["ORBIT_NAMESPACE"] = "orbit-operator",
            ["ORBIT_LEASE_DURATION"] = "5m",
            ["ORBIT_WEBHOOK_ADDRESS"] = string.Create(CultureInfo.InvariantCulture, $"127.0.0.1:{port}"),
        };
        if (folder is not null)
        {
            environment["ORBIT_WEBHOOK_CERTIFICATES"] = folder;
        }

        return ChildProcess.Start("Orbit.Operator", environment);
    }

    private static Task ReadyAsync(HttpClient http, Uri address) => AdmissionWorld.UntilAsync(async () =>
    {
        using var response = await http.GetAsync(new Uri(address, "readyz"));
        return response.IsSuccessStatusCode;
    });

    // Held together, so that they differ; free again when the processes take them.
    private static int[] FreePorts(int count)
    {
        var listeners = Enumerable.Range(0, count).Select(_ => new TcpListener(IPAddress.Loopback, 0)).ToArray();
        foreach (var listener in listeners)
        {
            listener.Start();
        }

        int[] ports = [.. listeners.Select(l => ((IPEndPoint)l.LocalEndpoint).Port)];
        foreach (var listener in listeners)
        {
            listener.Dispose();
        }

        return ports;
    }
}

using System.Runtime.Versioning;
using System.Text;
using System.Text.Json.Nodes;
using k8s.Models;
using Orbit.Kubernetes.Client;
using Orbit.Kubernetes.Configuration;
using Orbit.Kubernetes.Tests.Support;

namespace Orbit.Kubernetes.Tests.Configuration;

public sealed class TlsTests : IDisposable
{
    private readonly TestCertificates _authority = new();
    private readonly TestCertificates _stranger = new();
    private readonly TemporaryFolder _folder = new();
    private readonly ManualTimeProvider _time = new();

    public void Dispose()
    {
        _authority.Dispose();
        _stranger.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public async Task IfTheAuthorityVouchesForTheServerThenItIsTrusted()
    {
        await using var server = await ScriptedServer.StartAsync(_authority.Server());
        using var client = Client(server, $"certificate-authority-data: {Base64(_authority.AuthorityPem)}", "token: t");

        await SucceedAsync(client, server);
    }

    [Fact]
    public async Task IfAnotherAuthorityVouchesForTheServerThenItIsRefused()
    {
        await using var server = await ScriptedServer.StartAsync(_stranger.Server());
        using var client = Client(server, $"certificate-authority-data: {Base64(_authority.AuthorityPem)}", "token: t");

        await client.Awaiting(c => c.FindAsync<V1Node>(new("a"), default)).Should().ThrowAsync<HttpRequestException>();
    }

    [Fact]
    public async Task IfTheServersNameIsAnotherThenItIsRefusedUnlessThatNameIsExpected()
    {
        await using var server = await ScriptedServer.StartAsync(_authority.Server("kubernetes"));
        var trust = $"certificate-authority-data: {Base64(_authority.AuthorityPem)}";
        using (var strict = Client(server, trust, "token: t"))
        {
            await strict.Awaiting(c => c.FindAsync<V1Node>(new("a"), default)).Should().ThrowAsync<HttpRequestException>();
        }

        using var told = Client(server, $"{trust}, tls-server-name: kubernetes", "token: t");
        await SucceedAsync(told, server);
    }

    [Fact]
    public async Task IfTheCheckIsSkippedThenAnyServerIsTrusted()
    {
        await using var server = await ScriptedServer.StartAsync(_stranger.Server());
        using var client = Client(server, "insecure-skip-tls-verify: true", "token: t");

        await SucceedAsync(client, server);
    }

    [Fact]
    public async Task IfTheAuthoritysFileIsReplacedThenNewConnectionsTrustTheNewOne()
    {
        await using var server = await ScriptedServer.StartAsync(_authority.Server());
        var file = _folder.Write("ca.crt", _stranger.AuthorityPem);
        File.SetLastWriteTimeUtc(file, new DateTime(2026, 1, 1, 0, 0, 0, DateTimeKind.Utc));
        using var client = Client(server, "certificate-authority: ca.crt", "token: t");
        await client.Awaiting(c => c.FindAsync<V1Node>(new("a"), default)).Should().ThrowAsync<HttpRequestException>();
        _folder.Write("ca.crt", _authority.AuthorityPem);

        await SucceedAsync(client, server);
    }

    [Fact]
    public async Task IfTheAuthoritysFileIsMountedAsKubeletDoesThenAReplacedOneIsTrustedToo()
    {
        // Of links to links, as in a pod's service account: only the middle one is replaced.
        await using var server = await ScriptedServer.StartAsync(_authority.Server());
        MountedFolder.Replace(_folder.Path, "..2026_01", ("ca.crt", _stranger.AuthorityPem));
        using var client = Client(server, "certificate-authority: ca.crt", "token: t");
        await client.Awaiting(c => c.FindAsync<V1Node>(new("a"), default)).Should().ThrowAsync<HttpRequestException>();
        MountedFolder.Replace(_folder.Path, "..2026_02", ("ca.crt", _authority.AuthorityPem));

        await SucceedAsync(client, server);
    }

    [Fact]
    public async Task IfTheUserHasACertificateThenItIsShownAndARenewedOneAfterAMinute()
    {
        await using var server = await ScriptedServer.StartAsync(_authority.Server());
        WriteClient("first");
        using var client = Client(server, $"certificate-authority-data: {Base64(_authority.AuthorityPem)}", "client-certificate: tls.crt, client-key: tls.key");
        (await SucceedAsync(client, server)).ClientCertificate!.Subject.Should().Be("CN=first");

        WriteClient("second");
        (await SucceedAsync(client, server)).ClientCertificate!.Subject.Should().Be("CN=first");
        _time.Advance(TimeSpan.FromMinutes(1));
        (await SucceedAsync(client, server)).ClientCertificate!.Subject.Should().Be("CN=second", "a new certificate needs a new connection");

        void WriteClient(string name)
        {
            var (certificate, key) = _authority.Client(name);
            _folder.Write("tls.crt", certificate);
            _folder.Write("tls.key", key);
        }
    }

    [Fact]
    [UnsupportedOSPlatform("windows")]
    public async Task IfAnExecPluginGivesACertificateThenItIsShownAndANewOneWhenItExpires()
    {
        await using var server = await ScriptedServer.StartAsync(_authority.Server());
        _folder.WriteScript("plugin", "#!/bin/sh\ncat \"$(dirname \"$0\")/answer\"\n");
        WriteAnswer("first");
        using var client = Client(
            server,
            $"certificate-authority-data: {Base64(_authority.AuthorityPem)}",
            "exec: {apiVersion: client.authentication.k8s.io/v1, command: ./plugin}");
        (await SucceedAsync(client, server)).ClientCertificate!.Subject.Should().Be("CN=first");

        WriteAnswer("second");
        (await SucceedAsync(client, server)).ClientCertificate!.Subject.Should().Be("CN=first", "it is not asked again before");
        _time.Advance(TimeSpan.FromHours(1));
        (await SucceedAsync(client, server)).ClientCertificate!.Subject.Should().Be("CN=second");

        void WriteAnswer(string name)
        {
            var (certificate, key) = _authority.Client(name);
            _folder.Write("answer", new JsonObject
            {
                ["apiVersion"] = "client.authentication.k8s.io/v1",
                ["status"] = new JsonObject
                {
                    ["clientCertificateData"] = certificate,
                    ["clientKeyData"] = key,
                    ["expirationTimestamp"] = _time.GetUtcNow().AddHours(1),
                },
            }.ToJsonString());
        }
    }

    private static string Base64(string text) => Convert.ToBase64String(Encoding.UTF8.GetBytes(text));

    private static async Task<ScriptedRequest> SucceedAsync(KubernetesClient client, ScriptedServer server)
    {
        var find = client.FindAsync<V1Node>(new("a"), default);
        var request = await server.TakeAsync();
        await request.AnswerStatusAsync(404, "NotFound");
        (await find.Soon()).Should().BeNull();
        return request;
    }

    private KubernetesClient Client(ScriptedServer server, string cluster, string user)
    {
        var file = _folder.Write("config", $$"""
            current-context: x
            clusters: [{name: c, cluster: {server: "{{server.Address}}", {{cluster}} } }]
            users: [{name: u, user: { {{user}} } }]
            contexts: [{name: x, context: {cluster: c, user: u} }]
            """);
        return new KubernetesClient(
            new KubernetesConfigurationLoader { TimeProvider = _time }.Load(file), new KubernetesClientOptions { TimeProvider = _time });
    }
}

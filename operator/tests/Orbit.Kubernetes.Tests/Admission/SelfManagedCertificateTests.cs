using System.Text.Json.Nodes;
using Orbit.Kubernetes.Admission.Certificates;
using Orbit.Kubernetes.Client;
using Orbit.Kubernetes.Tests.Support;

namespace Orbit.Kubernetes.Tests.Admission;

public sealed class SelfManagedCertificateTests : IAsyncLifetime
{
    // Unlike any other time that the client waits.
    private static readonly TimeSpan LookAgain = TimeSpan.FromSeconds(17);
    private readonly ManualTimeProvider _time = new();
    private ScriptedServer _server = null!;
    private KubernetesClient _client = null!;
    private SelfManagedCertificate _certificate = null!;

    public async Task InitializeAsync()
    {
        _server = await ScriptedServer.StartAsync();
        _client = _server.Client(_time);
        _certificate = NewCertificate();
    }

    public async Task DisposeAsync()
    {
        _client.Dispose();
        await _server.DisposeAsync();
    }

    [Fact]
    public async Task IfThereIsNothingThenTheSecretIsMadeAndTheConfigurationToldAtTheVersionThatWasRead()
    {
        var look = _certificate.LookAsync(default);
        await AnswerConfigurationAsync(7, null, ["one", "two"]);
        await (await TakeAsync("GET", "/api/v1/namespaces/ns/secrets/webhook")).AnswerStatusAsync(404, "NotFound");
        var create = await TakeAsync("POST", "/api/v1/namespaces/ns/secrets");
        create.Json["type"]!.GetValue<string>().Should().Be("kubernetes.io/tls");
        await AnswerStoredAsync(create, 8);
        var patch = await TakeAsync("PATCH", "/apis/admissionregistration.k8s.io/v1/validatingwebhookconfigurations/orbit");
        patch.Headers["Content-Type"].Should().Be("application/strategic-merge-patch+json");
        patch.Json["metadata"]!["resourceVersion"]!.GetValue<string>().Should().Be("7");
        patch.Json["webhooks"]!.AsArray().Select(w => w!["name"]!.GetValue<string>()).Should().Equal("one", "two");
        patch.Json["webhooks"]![0]!["clientConfig"]!["caBundle"]!.GetValue<string>().Should().Be(create.Json["data"]!["ca.crt"]!.GetValue<string>());
        await AnswerStoredAsync(patch, 9);
        await look.Soon();

        _certificate.Current!.Expires.Should().BeAfter(_time.GetUtcNow());
    }

    [Fact]
    public async Task IfNothingIsDueThenNothingIsWritten()
    {
        var secret = await MakeAsync();
        var look = _certificate.LookAsync(default);
        await AnswerConfigurationAsync(9, secret["data"]!["ca.crt"]!.GetValue<string>(), ["one"]);
        await (await TakeAsync("GET", "/api/v1/namespaces/ns/secrets/webhook")).AnswerAsync(200, secret.ToJsonString());

        await look.Soon();
    }

    [Fact]
    public async Task IfAReplicaDiesBetweenTheSecretAndTheBundleThenItsSuccessorTellsTheConfigurationOfTheSameAuthority()
    {
        var secret = await MakeAsync();
        var successor = NewCertificate();
        var look = successor.LookAsync(default);
        await AnswerConfigurationAsync(7, null, ["one"]);
        await (await TakeAsync("GET", "/api/v1/namespaces/ns/secrets/webhook")).AnswerAsync(200, secret.ToJsonString());
        var patch = await TakeAsync("PATCH", "/apis/admissionregistration.k8s.io/v1/validatingwebhookconfigurations/orbit");
        await AnswerStoredAsync(patch, 9);
        await look.Soon();

        patch.Json["webhooks"]![0]!["clientConfig"]!["caBundle"]!.GetValue<string>().Should().Be(secret["data"]!["ca.crt"]!.GetValue<string>());
        successor.Current.Should().NotBeNull();
    }

    [Fact]
    public async Task IfAnotherReplicaMakesTheSecretFirstThenItsCertificateIsTaken()
    {
        var theirs = new CertificateRotation("webhook", ["webhook.ns.svc"], new CertificateLifetimes()).Next(null, _time.GetUtcNow());
        var look = _certificate.LookAsync(default);
        await AnswerNoConfigurationAsync();
        await (await TakeAsync("GET", "/api/v1/namespaces/ns/secrets/webhook")).AnswerStatusAsync(404, "NotFound");
        await (await TakeAsync("POST", "/api/v1/namespaces/ns/secrets")).AnswerStatusAsync(409, "AlreadyExists");
        await AnswerNoConfigurationAsync();
        await (await TakeAsync("GET", "/api/v1/namespaces/ns/secrets/webhook")).AnswerAsync(200, SecretOf(theirs).ToJsonString());
        await look.Soon();

        _certificate.Current!.Context.TargetCertificate.RawData.Should().Equal(theirs.Certificate.RawData);
    }

    [Fact]
    public async Task IfAnotherReplicaRenewsFirstThenItsCertificateIsTaken()
    {
        var secret = await MakeAsync();
        _time.Advance(TimeSpan.FromDays(20));
        var mine = CertificateSet.Read(DataOf(secret), out _)!;
        var theirs = new CertificateRotation("webhook", ["webhook.ns.svc"], new CertificateLifetimes()).Next(mine, _time.GetUtcNow());
        var look = _certificate.LookAsync(default);
        await AnswerNoConfigurationAsync();
        await (await TakeAsync("GET", "/api/v1/namespaces/ns/secrets/webhook")).AnswerAsync(200, secret.ToJsonString());
        var update = await TakeAsync("PUT", "/api/v1/namespaces/ns/secrets/webhook");
        update.Json["metadata"]!["resourceVersion"]!.GetValue<string>().Should().Be(secret["metadata"]!["resourceVersion"]!.GetValue<string>());
        await update.AnswerStatusAsync(409, "Conflict");
        await AnswerNoConfigurationAsync();
        await (await TakeAsync("GET", "/api/v1/namespaces/ns/secrets/webhook")).AnswerAsync(200, SecretOf(theirs).ToJsonString());
        await look.Soon();

        _certificate.Current!.Context.TargetCertificate.RawData.Should().Equal(theirs.Certificate.RawData);
    }

    [Fact]
    public async Task IfTheSecretIsDeletedThenItIsPutBackAsItWas()
    {
        var secret = await MakeAsync();
        var look = _certificate.LookAsync(default);
        await AnswerNoConfigurationAsync();
        await (await TakeAsync("GET", "/api/v1/namespaces/ns/secrets/webhook")).AnswerStatusAsync(404, "NotFound");
        var create = await TakeAsync("POST", "/api/v1/namespaces/ns/secrets");
        await AnswerStoredAsync(create, 20);
        await look.Soon();

        JsonNode.DeepEquals(create.Json["data"], secret["data"]).Should().BeTrue("API servers trust that authority");
    }

    [Fact]
    public async Task IfTheSecretIsSpoiltThenItIsWrittenAsItWas()
    {
        var secret = await MakeAsync();
        var spoilt = secret.DeepClone();
        spoilt["data"]!["tls.key"] = "AAAA";
        var look = _certificate.LookAsync(default);
        await AnswerNoConfigurationAsync();
        await (await TakeAsync("GET", "/api/v1/namespaces/ns/secrets/webhook")).AnswerAsync(200, spoilt.ToJsonString());
        var update = await TakeAsync("PUT", "/api/v1/namespaces/ns/secrets/webhook");
        await AnswerStoredAsync(update, 20);
        await look.Soon();

        JsonNode.DeepEquals(update.Json["data"], secret["data"]).Should().BeTrue();
    }

    [Fact]
    public async Task IfTheServerRefusesThenThatIsAProblemUntilTheNextLookSucceeds()
    {
        using var stop = new CancellationTokenSource();
        var run = _certificate.RunAsync(stop.Token);
        await (await _server.TakeAsync()).AnswerStatusAsync(403, "Forbidden");
        await _time.WaitForTimerAsync(LookAgain);
        _certificate.Problem.Should().StartWith("the webhook's certificate could not be kept: ").And.Contain("Forbidden");
        _certificate.Current.Should().BeNull();

        _time.Advance(LookAgain);
        await AnswerNoConfigurationAsync();
        await (await TakeAsync("GET", "/api/v1/namespaces/ns/secrets/webhook")).AnswerStatusAsync(404, "NotFound");
        await AnswerStoredAsync(await TakeAsync("POST", "/api/v1/namespaces/ns/secrets"), 8);
        await _time.WaitForTimerAsync(LookAgain);
        _certificate.Problem.Should().BeNull();
        await stop.CancelAsync();
        await run.Awaiting(r => r.Soon()).Should().ThrowAsync<OperationCanceledException>();
    }

    private SelfManagedCertificate NewCertificate() => new(_client, new SelfManagedOptions
    {
        Secret = new("ns", "webhook"),
        WebhookConfiguration = "orbit",
        Names = ["webhook.ns.svc"],
        LookAgain = LookAgain,
        TimeProvider = _time,
    });

    // The Secret as it is stored after the first look.
    private async Task<JsonObject> MakeAsync()
    {
        var look = _certificate.LookAsync(default);
        await AnswerNoConfigurationAsync();
        await (await TakeAsync("GET", "/api/v1/namespaces/ns/secrets/webhook")).AnswerStatusAsync(404, "NotFound");
        var create = await TakeAsync("POST", "/api/v1/namespaces/ns/secrets");
        var stored = await AnswerStoredAsync(create, 8);
        await look.Soon();
        return stored;
    }

    private static async Task<JsonObject> AnswerStoredAsync(ScriptedRequest request, int version)
    {
        var stored = request.Json.AsObject();
        (stored["metadata"] ??= new JsonObject())["resourceVersion"] = $"{version}";
        stored["metadata"]!["name"] ??= "orbit";
        await request.AnswerAsync(200, stored.ToJsonString());
        return stored;
    }

    private async Task<ScriptedRequest> TakeAsync(string method, string path)
    {
        var request = await _server.TakeAsync();
        (request.Method, request.Path).Should().Be((method, path));
        return request;
    }

    private async Task AnswerNoConfigurationAsync() =>
        await (await TakeAsync("GET", "/apis/admissionregistration.k8s.io/v1/validatingwebhookconfigurations/orbit")).AnswerStatusAsync(404, "NotFound");

    private async Task AnswerConfigurationAsync(int version, string? bundle, string[] names)
    {
        var webhooks = names.Select(n => new JsonObject { ["name"] = n, ["clientConfig"] = new JsonObject { ["url"] = "https://127.0.0.1:1/", ["caBundle"] = bundle }, ["sideEffects"] = "None" });
        var configuration = new JsonObject { ["metadata"] = new JsonObject { ["name"] = "orbit", ["resourceVersion"] = $"{version}" }, ["webhooks"] = new JsonArray([.. webhooks]) };
        await (await TakeAsync("GET", "/apis/admissionregistration.k8s.io/v1/validatingwebhookconfigurations/orbit")).AnswerAsync(200, configuration.ToJsonString());
    }

    private static JsonObject SecretOf(CertificateSet set) => new()
    {
        ["metadata"] = new JsonObject { ["name"] = "webhook", ["namespace"] = "ns", ["resourceVersion"] = "50" },
        ["data"] = new JsonObject(set.ToData().Select(d => KeyValuePair.Create<string, JsonNode?>(d.Key, Convert.ToBase64String(d.Value)))),
    };

    private static Dictionary<string, byte[]> DataOf(JsonObject secret) =>
        secret["data"]!.AsObject().ToDictionary(d => d.Key, d => Convert.FromBase64String(d.Value!.GetValue<string>()), StringComparer.Ordinal);
}

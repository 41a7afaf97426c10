using System.Net;
using System.Text.Json;
using System.Text.Json.Nodes;
using k8s;
using k8s.Autorest;
using k8s.Models;
using Orbit.Kubernetes.Client;
using Orbit.Kubernetes.Tests.Support;

namespace Orbit.Kubernetes.Tests.Client;

/// <summary>The typed operations of the KubernetesClient package keep this client's promises.</summary>
public sealed class OperationsTests : IAsyncLifetime
{
    private readonly ManualTimeProvider _time = new();
    private ScriptedServer _server = null!;
    private KubernetesClient _client = null!;

    public async Task InitializeAsync()
    {
        _server = await ScriptedServer.StartAsync();
        _client = _server.Client(_time);
    }

    public async Task DisposeAsync()
    {
        _client.Dispose();
        await _server.DisposeAsync();
    }

    [Fact]
    public async Task IfAnObjectIsReadThenItIsDecodedAsEverywhere()
    {
        var read = _client.CoreV1.ReadNamespacedConfigMapAsync("a", "default");
        var request = await _server.TakeAsync();
        await request.AnswerAsync(200, Json.ConfigMap("a", 7, data: "x"));

        (request.Method, request.PathAndQuery).Should().Be(("GET", "/api/v1/namespaces/default/configmaps/a"));
        ((await read).Kind, (await read).Metadata.ResourceVersion).Should().Be(("ConfigMap", "7"));
        (await read).Data.Should().Contain("value", "x");
    }

    [Fact]
    public async Task IfAnObjectIsNamedLikeAStreamThenItIsReadAllTheSame()
    {
        var read = _client.CoreV1.ReadNamespacedConfigMapAsync("log", "proxy");
        var request = await _server.TakeAsync();
        await request.AnswerAsync(200, Json.ConfigMap("log", 7, ns: "proxy"));

        request.Path.Should().Be("/api/v1/namespaces/proxy/configmaps/log");
        (await read).Metadata.Name.Should().Be("log");
    }

    [Fact]
    public async Task IfTheBodyStallsThenTheDeadlineEndsIt()
    {
        var read = _client.CoreV1.ReadNamespacedConfigMapAsync("a", "default");
        var request = await HalfAnswerAsync();
        _time.Advance(TimeSpan.FromSeconds(30));

        await read.Invoking(r => r).Should().ThrowAsync<TimeoutException>().WithMessage("GET /api/v1/namespaces/default/configmaps/a*30 s*");
        await request.GivenUp.Task.WaitAsync(TimeSpan.FromMinutes(2));
    }

    [Fact]
    public async Task IfTheBodyStallsThenTheCallerCanGiveUp()
    {
        using var cancel = new CancellationTokenSource();
        var read = _client.CoreV1.ReadNamespacedConfigMapAsync("a", "default", cancellationToken: cancel.Token);
        var request = await HalfAnswerAsync();
        await cancel.CancelAsync();

        await read.Invoking(r => r).Should().ThrowAsync<OperationCanceledException>();
        await request.GivenUp.Task.WaitAsync(TimeSpan.FromMinutes(2));
    }

    [Fact]
    public async Task IfTheServerIsBusyThenAReplacementIsRepeatedAsItAsksAndACreationIsNot()
    {
        var map = new V1ConfigMap { Metadata = new() { Name = "a", NamespaceProperty = "default", ResourceVersion = "7" } };
        var replace = _client.CoreV1.ReplaceNamespacedConfigMapAsync(map, "a", "default");
        var first = await _server.TakeAsync();
        await first.AnswerStatusAsync(429, "TooManyRequests", ("Retry-After", "7"));
        await _time.WaitForTimerAsync(TimeSpan.FromSeconds(7));
        _server.HasRequest.Should().BeFalse();
        _time.Advance(TimeSpan.FromSeconds(7));
        var second = await _server.TakeAsync();
        await second.AnswerAsync(200, Json.ConfigMap("a", 8));

        (await replace).Metadata.ResourceVersion.Should().Be("8");
        (second.Method, second.Body).Should().Be(("PUT", first.Body));

        var create = _client.CoreV1.CreateNamespacedConfigMapAsync(map, "default");
        await (await _server.TakeAsync()).AnswerStatusAsync(429, "TooManyRequests", ("Retry-After", "7"));
        (await create.Invoking(c => c).Should().ThrowAsync<KubernetesApiException>()).Which.StatusCode.Should().Be(HttpStatusCode.TooManyRequests);
    }

    [Fact]
    public async Task IfTheWriteGuardRefusesThenNoWriteIsSentAndReadsAre()
    {
        _client.WriteGuard = static () => throw new InvalidOperationException("not the leader");

        await _client.Awaiting(c => c.CoreV1.DeleteNamespacedPodAsync("a", "default")).Should().ThrowAsync<InvalidOperationException>().WithMessage("not the leader");
        _server.HasRequest.Should().BeFalse();
        var read = _client.CoreV1.ReadNamespacedConfigMapAsync("a", "default");
        await (await _server.TakeAsync()).AnswerAsync(200, Json.ConfigMap("a", 7));
        (await read).Metadata.Name.Should().Be("a");
    }

    [Fact]
    public async Task IfAnInstantIsAMicroTimeThenItHasSixDigits()
    {
        var lease = new V1Lease
        {
            Metadata = new() { Name = "l", NamespaceProperty = "default" },
            Spec = new() { RenewTime = new DateTime(2026, 12, 1, 0, 0, 0, DateTimeKind.Utc) },
        };
        var create = _client.CoordinationV1.CreateNamespacedLeaseAsync(lease, "default", fieldManager: "tests");
        var request = await _server.TakeAsync();
        await request.AnswerAsync(201, """{"metadata":{"name":"l","namespace":"default","resourceVersion":"1"},"spec":{"renewTime":"2026-12-01T00:00:00.000000Z"}}""");

        request.PathAndQuery.Should().Be("/apis/coordination.k8s.io/v1/namespaces/default/leases?fieldManager=tests");
        request.Json["spec"]!["renewTime"]!.GetValue<string>().Should().Be("2026-12-01T00:00:00.000000Z");
        (request.Json["apiVersion"]!.GetValue<string>(), request.Json["kind"]!.GetValue<string>()).Should().Be(("coordination.k8s.io/v1", "Lease"));
        (await create).Spec.RenewTime.Should().Be(lease.Spec.RenewTime);
    }

    [Fact]
    public async Task IfAPatchIsSentThenItsTypeAndItsContentAre()
    {
        const string text = """{"apiVersion":"v1","kind":"ConfigMap","data":{"a":"1"}}""";
        object[] contents = [text, JsonNode.Parse(text)!];
        foreach (var content in contents)
        {
            var patch = _client.CoreV1.PatchNamespacedConfigMapAsync(new V1Patch(content, V1Patch.PatchType.ApplyPatch), "a", "default", fieldManager: "tests", force: true);
            var request = await _server.TakeAsync();
            await request.AnswerAsync(200, Json.ConfigMap("a", 7));

            (request.Method, request.PathAndQuery).Should().Be(("PATCH", "/api/v1/namespaces/default/configmaps/a?fieldManager=tests&force=true"));
            (request.Headers["Content-Type"], request.Body).Should().Be(("application/apply-patch+yaml", text));
            (await patch).Metadata.Name.Should().Be("a");
        }
    }

    [Fact]
    public async Task IfTheAnswerIsAnErrorThenItIsThePackagesExceptionToo()
    {
        var read = _client.CoreV1.ReadNamespacedConfigMapAsync("a", "default");
        await (await _server.TakeAsync()).AnswerStatusAsync(404, "NotFound");

        var error = (await read.Invoking(r => r).Should().ThrowAsync<HttpOperationException>()).Which;
        error.Response.StatusCode.Should().Be(HttpStatusCode.NotFound);
        error.Response.Content.Should().Contain("it is NotFound");
        error.Should().BeOfType<KubernetesApiException>().Which.IsNotFound.Should().BeTrue();
    }

    [Fact]
    public async Task IfAHeaderIsGivenThenItIsSent()
    {
        var headers = new Dictionary<string, IReadOnlyList<string>> { ["Impersonate-User"] = ["somebody"] };
        var read = _client.CoreV1.ReadNamespacedConfigMapWithHttpMessagesAsync("a", "default", customHeaders: headers);
        var request = await _server.TakeAsync();
        await request.AnswerAsync(200, Json.ConfigMap("a", 7));

        (await read).Response.StatusCode.Should().Be(HttpStatusCode.OK);
        request.Headers["Impersonate-User"].Should().Be("somebody");
    }

    [Fact]
    public async Task IfTheAnswerDoesNotFitThenTheErrorNamesTheRequestAndTheMember()
    {
        var read = _client.CoreV1.ReadNamespacedConfigMapAsync("a", "default");
        await (await _server.TakeAsync()).AnswerAsync(200, Json.Poison("a", 7));

        await read.Invoking(r => r).Should().ThrowAsync<JsonException>().WithMessage("The V1ConfigMap that answers GET /api/v1/namespaces/default/configmaps/a can't be decoded: *data*");
    }

    [Fact]
    public async Task IfADeletionIsAnsweredWithTheObjectThenItHasBegun()
    {
        var delete = _client.CoreV1.DeleteNamespaceAsync("a");
        await (await _server.TakeAsync()).AnswerAsync(200, """{"kind":"Namespace","apiVersion":"v1","metadata":{"name":"a"},"status":{"phase":"Terminating"}}""");

        ((await delete).Status, (await delete).Message).Should().Be(("Success", "The deletion has begun."));
    }

    [Fact]
    public async Task IfTheAnswersTypeHasNoContractThenTheErrorSaysWhatWasDone()
    {
        var scale = _client.AppsV1.PatchNamespacedDeploymentScaleAsync(new V1Patch("""{"spec":{"replicas":2}}""", V1Patch.PatchType.MergePatch), "a", "default");
        await (await _server.TakeAsync()).AnswerAsync(200, "{}");
        await scale.Invoking(s => s).Should().ThrowAsync<NotSupportedException>()
            .WithMessage("PATCH /apis/apps/v1/namespaces/default/deployments/a/scale was carried out, but its answer can't be decoded: V1Scale has no JSON contract.*");

        var list = _client.CoreV1.ListNamespacedPodAsync("default");
        await (await _server.TakeAsync()).AnswerAsync(200, """{"items":[]}""");
        await list.Invoking(l => l).Should().ThrowAsync<NotSupportedException>().WithMessage("*Lists are read by ListAsync.");

        var untyped = _client.CustomObjects.GetClusterCustomObjectAsync("orbitoperator.io", "v1alpha1", "satellitenodes", "a");
        await (await _server.TakeAsync()).AnswerAsync(200, """{"kind":"SatelliteNode"}""");
        ((JsonElement)await untyped).GetProperty("kind").GetString().Should().Be("SatelliteNode");
    }

    [Theory]
    [InlineData("")]
    [InlineData("..")]
    [InlineData("../secrets/a")]
    [InlineData("a#")]
    [InlineData("a?dryRun=All")]
    [InlineData("a%2F..")]
    public async Task IfANameWouldChangeThePathThenNothingIsSent(string name)
    {
        await _client.Awaiting(c => c.CoreV1.DeleteNamespacedPodAsync(name, "default", gracePeriodSeconds: 0)).Should().ThrowAsync<ArgumentException>();
        _server.HasRequest.Should().BeFalse();
    }

    [Fact]
    public async Task IfAnOperationWouldBreakAPromiseThenItIsRefusedBeforeItIsSent()
    {
        await _client.Awaiting(c => c.CoreV1.ReadNamespacedPodLogAsync("a", "log")).Should().ThrowAsync<NotSupportedException>().WithMessage("*is answered by a stream*");
        await _client.Awaiting(c => c.CoreV1.ConnectGetNodeProxyAsync("a")).Should().ThrowAsync<NotSupportedException>().WithMessage("*is answered by a stream*");
        await _client.Awaiting(c => c.CoreV1.ListNamespacedPodWithHttpMessagesAsync("default", watch: true))
            .Should().ThrowAsync<NotSupportedException>().WithMessage("*is a watch. Use WatchAsync*");
        await _client.Awaiting(c => c.AppsV1.CreateNamespacedDeploymentAsync(new V1Deployment(), "default"))
            .Should().ThrowAsync<NotSupportedException>().WithMessage("V1Deployment has no JSON contract. Name it in KubernetesJsonContext.");
        _server.HasRequest.Should().BeFalse();
    }

    private async Task<ScriptedRequest> HalfAnswerAsync()
    {
        var request = await (await _server.TakeAsync()).StartWatchAsync();
        // More than the buffers between take: the client has the header and reads the body.
        await request.SendAsync($$"""{"metadata":{"name":"{{new string('a', 24 << 20)}}""");
        return request;
    }
}

using System.Net;
using System.Net.Http.Headers;
using System.Text.Json.Nodes;
using k8s.Models;
using Orbit.Kubernetes.Client;
using Orbit.Kubernetes.Configuration;
using Orbit.Kubernetes.Objects;
using Orbit.Kubernetes.Tests.Support;

namespace Orbit.Kubernetes.Tests.Client;

public sealed class KubernetesClientTests : IAsyncLifetime
{
    private static readonly NamespacedName Key = new("default", "a");
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
    public async Task IfAnObjectIsThereThenItIsRead()
    {
        var read = _client.GetAsync<V1ConfigMap>(Key, default);
        var request = await _server.TakeAsync();
        await request.AnswerAsync(200, Json.ConfigMap("a", 7, data: "x"));

        (request.Method, request.PathAndQuery).Should().Be(("GET", "/api/v1/namespaces/default/configmaps/a"));
        (await read).Data.Should().Contain("value", "x");
        (await read).Metadata.ResourceVersion.Should().Be("7");
    }

    [Fact]
    public async Task IfAnObjectIsNotThereThenFindGivesNullAndGetTheServersWords()
    {
        var find = _client.FindAsync<V1ConfigMap>(Key, default);
        await (await _server.TakeAsync()).AnswerStatusAsync(404, "NotFound");
        (await find).Should().BeNull();

        var get = _client.GetAsync<V1ConfigMap>(Key, default);
        await (await _server.TakeAsync()).AnswerStatusAsync(404, "NotFound");
        (await get.Invoking(g => g).Should().ThrowAsync<KubernetesApiException>())
            .WithMessage("GET /api/v1/namespaces/default/configmaps/a was answered with 404 NotFound: it is NotFound")
            .Which.IsNotFound.Should().BeTrue();
    }

    [Fact]
    public async Task IfTheErrorIsNoStatusThenItsTextIsInTheMessage()
    {
        var get = _client.GetAsync<V1ConfigMap>(Key, default);
        await (await _server.TakeAsync()).AnswerAsync(502, "bad gateway\n", "text/plain");

        (await get.Invoking(g => g).Should().ThrowAsync<KubernetesApiException>())
            .WithMessage("*502 BadGateway: bad gateway").Which.Status.Should().BeNull();
    }

    [Theory]
    [InlineData(429)]
    [InlineData(503)]
    public async Task IfTheServerIsBusyThenAnIdempotentRequestWaitsAsLongAsItAsks(int code)
    {
        var get = _client.GetAsync<V1ConfigMap>(Key, default);
        await (await _server.TakeAsync()).AnswerAsync(code, "Too many requests, please try again later.", "text/plain", ("Retry-After", "7"));
        await _time.WaitForTimerAsync(TimeSpan.FromSeconds(7));
        _server.HasRequest.Should().BeFalse();
        _time.Advance(TimeSpan.FromSeconds(7));
        await (await _server.TakeAsync()).AnswerAsync(200, Json.ConfigMap("a", 7));

        (await get).Metadata.Name.Should().Be("a");
    }

    [Fact]
    public async Task IfTheServerStaysBusyThenTheRequestIsGivenUpAfterTheLastAttempt()
    {
        var get = _client.GetAsync<V1ConfigMap>(Key, default);
        for (var attempt = 1; attempt <= 5; attempt++)
        {
            await (await _server.TakeAsync()).AnswerStatusAsync(429, "TooManyRequests", ("Retry-After", "1"));
            if (attempt < 5)
            {
                await _time.WaitForTimerAsync(TimeSpan.FromSeconds(1));
                _time.Advance(TimeSpan.FromSeconds(1));
            }
        }

        (await get.Invoking(g => g).Should().ThrowAsync<KubernetesApiException>()).Which.RetryAfter.Should().Be(TimeSpan.FromSeconds(1));
    }

    [Fact]
    public async Task IfTheServerIsBusyThenACreationIsNotRepeated()
    {
        var create = _client.CreateAsync(new V1ConfigMap { Metadata = new() { Name = "a", NamespaceProperty = "default" } }, default);
        await (await _server.TakeAsync()).AnswerStatusAsync(429, "TooManyRequests", ("Retry-After", "1"));

        (await create.Invoking(c => c).Should().ThrowAsync<KubernetesApiException>()).Which.StatusCode.Should().Be(HttpStatusCode.TooManyRequests);
    }

    [Fact]
    public async Task IfTheServerAsksForTooLongAWaitThenTheErrorIsThrownAtOnce()
    {
        var get = _client.GetAsync<V1ConfigMap>(Key, default);
        await (await _server.TakeAsync()).AnswerStatusAsync(503, "ServiceUnavailable", ("Retry-After", "3600"));

        (await get.Invoking(g => g).Should().ThrowAsync<KubernetesApiException>()).Which.RetryAfter.Should().Be(TimeSpan.FromHours(1));
    }

    [Fact]
    public async Task IfTheServerNeverAnswersThenTheRequestTimesOut()
    {
        var get = _client.GetAsync<V1ConfigMap>(Key, default);
        var request = await _server.TakeAsync();
        _time.Advance(TimeSpan.FromSeconds(30));

        await get.Invoking(g => g).Should().ThrowAsync<TimeoutException>().WithMessage("GET /api/v1/namespaces/default/configmaps/a*30 s*");
        await request.GivenUp.Task.WaitAsync(TimeSpan.FromSeconds(20));
    }

    [Fact]
    public async Task IfTheCallerGivesUpThenThatIsACancellation()
    {
        using var cancel = new CancellationTokenSource();
        var get = _client.GetAsync<V1ConfigMap>(Key, cancel.Token);
        await _server.TakeAsync();
        await cancel.CancelAsync();

        await get.Invoking(g => g).Should().ThrowAsync<OperationCanceledException>();
    }

    [Fact]
    public async Task IfAnObjectIsUpdatedThenItsVersionIsSent()
    {
        var value = new V1ConfigMap { Metadata = new() { Name = "a", NamespaceProperty = "default", ResourceVersion = "7" } };
        var update = _client.UpdateStatusAsync(value, default);
        var request = await _server.TakeAsync();
        await request.AnswerStatusAsync(409, "Conflict");

        (request.Method, request.PathAndQuery).Should().Be(("PUT", "/api/v1/namespaces/default/configmaps/a/status?fieldManager=orbitoperator"));
        request.Json["metadata"]!["resourceVersion"]!.GetValue<string>().Should().Be("7");
        var error = (await update.Invoking(u => u).Should().ThrowAsync<KubernetesApiException>()).Which;
        (error.IsConflict, error.IsAlreadyExists).Should().Be((true, false));
    }

    [Fact]
    public async Task IfAnUpdateHasNoVersionThenItIsRefusedBeforeItIsSent()
    {
        var value = new V1ConfigMap { Metadata = new() { Name = "a", NamespaceProperty = "default" } };

        await _client.Awaiting(c => c.UpdateAsync(value, default)).Should().ThrowAsync<ArgumentException>().WithMessage("*metadata.resourceVersion*");
        await _client.Awaiting(c => c.CreateAsync(new V1ConfigMap { Metadata = new() { Name = "a" } }, default))
            .Should().ThrowAsync<ArgumentException>().WithMessage("*metadata.namespace*");
        await _client.Awaiting(c => c.GetAsync<V1Node>(new NamespacedName(""), default))
            .Should().ThrowAsync<ArgumentException>().WithMessage("*metadata.name*");
        _server.HasRequest.Should().BeFalse();
    }

    [Fact]
    public async Task IfAnObjectIsCreatedTwiceThenTheErrorSaysSo()
    {
        var create = _client.CreateAsync(new V1ConfigMap { Metadata = new() { GenerateName = "a-", NamespaceProperty = "default" } }, default);
        var request = await _server.TakeAsync();
        await request.AnswerStatusAsync(409, "AlreadyExists");

        (request.Method, request.Path).Should().Be(("POST", "/api/v1/namespaces/default/configmaps"));
        (await create.Invoking(c => c).Should().ThrowAsync<KubernetesApiException>()).Which.IsAlreadyExists.Should().BeTrue();
    }

    [Fact]
    public async Task IfAnObjectIsAppliedThenTheServersOwnFieldsAreNotSent()
    {
        var pod = new V1Pod
        {
            Metadata = new() { Name = "a", NamespaceProperty = "default", Uid = "u", ResourceVersion = "7", Generation = 3, CreationTimestamp = _time.GetUtcNow().UtcDateTime, Labels = new Dictionary<string, string>(StringComparer.Ordinal) { ["x"] = "1" } },
            Spec = new() { NodeName = "sat-1" },
            Status = new() { Phase = "Running" },
        };
        var apply = _client.ApplyAsync(pod, "orbitoperator/jobs", force: true, default);
        var request = await _server.TakeAsync();
        await request.AnswerAsync(200, Json.ConfigMap("a", 8));
        await apply;

        (request.Method, request.PathAndQuery).Should().Be(("PATCH", "/api/v1/namespaces/default/pods/a?fieldManager=orbitoperator%2Fjobs&force=true"));
        request.Headers["Content-Type"].Should().Be("application/apply-patch+yaml");
        request.Body.Should().Be("""{"apiVersion":"v1","kind":"Pod","metadata":{"labels":{"x":"1"},"name":"a","namespace":"default","uid":"u"},"spec":{"nodeName":"sat-1"}}""");
    }

    [Fact]
    public async Task IfAStatusIsAppliedThenNothingElseIsSent()
    {
        var pod = new V1Pod
        {
            Metadata = new() { Name = "a", NamespaceProperty = "default", Uid = "u", ResourceVersion = "7", Labels = new Dictionary<string, string>(StringComparer.Ordinal) { ["x"] = "1" } },
            Spec = new() { NodeName = "sat-1" },
            Status = new() { Phase = "Running" },
        };
        var apply = _client.ApplyStatusAsync(pod, "m", force: false, default);
        var request = await _server.TakeAsync();
        await request.AnswerAsync(200, Json.ConfigMap("a", 8));
        await apply;

        request.PathAndQuery.Should().Be("/api/v1/namespaces/default/pods/a/status?fieldManager=m");
        request.Body.Should().Be("""{"apiVersion":"v1","kind":"Pod","metadata":{"name":"a","namespace":"default","uid":"u"},"status":{"phase":"Running"}}""");
    }

    [Fact]
    public async Task IfAnObjectIsPatchedThenTheMergePatchIsSent()
    {
        var patch = _client.PatchAsync<V1Node>(new("sat-1"), new JsonObject { ["spec"] = new JsonObject { ["taints"] = null } }, subresource: null, default);
        var request = await _server.TakeAsync();
        await request.AnswerAsync(200, Json.ConfigMap("sat-1", 8));
        await patch;

        (request.Path, request.Headers["Content-Type"], request.Body).Should().Be(("/api/v1/nodes/sat-1", "application/merge-patch+json", """{"spec":{"taints":null}}"""));
    }

    [Fact]
    public async Task IfAnObjectIsDeletedThenItsPreconditionsAreSent()
    {
        var delete = _client.DeleteAsync<V1Pod>(Key, new V1DeleteOptions { PropagationPolicy = "Foreground", GracePeriodSeconds = 0, Preconditions = new V1Preconditions { Uid = "u", ResourceVersion = "7" } }, default);
        var request = await _server.TakeAsync();
        await request.AnswerAsync(200, """{"kind":"Status","status":"Success"}""");

        (await delete).Should().BeTrue();
        request.Body.Should().Be("""{"apiVersion":"v1","gracePeriodSeconds":0,"kind":"DeleteOptions","preconditions":{"resourceVersion":"7","uid":"u"},"propagationPolicy":"Foreground"}""");

        var again = _client.DeleteAsync<V1Pod>(Key, options: null, default);
        await (await _server.TakeAsync()).AnswerStatusAsync(404, "NotFound");
        (await again).Should().BeFalse();
    }

    [Fact]
    public async Task IfAnItemCannotBeDecodedThenTheOthersAreListed()
    {
        var list = _client.ListAsync<V1ConfigMap>(ns: null, new ListOptions { LabelSelector = "a=1,b in (x,y)", FieldSelector = "metadata.name=z", Limit = 2 }, default);
        var request = await _server.TakeAsync();
        await request.AnswerAsync(200, Json.Page(9, "next", Json.ConfigMap("a", 1), Json.Poison("b", 2), """{"metadata":{"resourceVersion":"3"}}""", "7", Json.ConfigMap("c", 4)));

        request.PathAndQuery.Should().Be("/api/v1/configmaps?labelSelector=a%3D1%2Cb%20in%20%28x%2Cy%29&fieldSelector=metadata.name%3Dz&limit=2");
        var page = await list;
        page.Items.Select(i => i.Metadata.Name).Should().Equal("a", "c");
        page.Undecodable.Select(u => u.Key.ToString()).Should().Equal("default/b", "", "");
        page.Undecodable[0].Error.Should().Be("data: the value is not a map.");
        page.Undecodable[0].Should().BeEquivalentTo(new { ApiVersion = "v1", Kind = "ConfigMap" });
        (page.ResourceVersion, page.Continue).Should().Be(("9", "next"));
    }

    [Fact]
    public async Task IfAPageExpiresThenTheListStartsAgain()
    {
        var list = _client.ListAllAsync<V1ConfigMap>("default", options: null, default);
        await (await _server.TakeAsync()).AnswerAsync(200, Json.Page(9, "next", Json.ConfigMap("a", 1)));
        var second = await _server.TakeAsync();
        second.Query["continue"].Should().Be("next");
        await second.AnswerAsync(410, Json.Gone);
        await (await _server.TakeAsync()).AnswerAsync(200, Json.Page(12, "more", Json.ConfigMap("b", 10)));
        await (await _server.TakeAsync()).AnswerAsync(200, Json.List(12, Json.ConfigMap("c", 11)));

        (await list).Items.Select(i => i.Metadata.Name).Should().Equal("b", "c");
        (await list).ResourceVersion.Should().Be("12");
    }

    [Fact]
    public async Task IfTheTokenIsRefusedThenANewOneIsTriedOnce()
    {
        var tokens = new TokenSequence("old", "new");
        using var client = _server.Client(_time, tokens);
        var get = client.GetAsync<V1ConfigMap>(Key, default);
        var first = await _server.TakeAsync();
        await first.AnswerStatusAsync(401, "Unauthorized");
        var second = await _server.TakeAsync();
        await second.AnswerAsync(200, Json.ConfigMap("a", 7));

        (await get).Metadata.Name.Should().Be("a");
        (first.Headers["Authorization"], second.Headers["Authorization"]).Should().Be(("Bearer old", "Bearer new"));

        var refused = client.GetAsync<V1ConfigMap>(Key, default);
        await (await _server.TakeAsync()).AnswerStatusAsync(401, "Unauthorized");
        (await refused.Invoking(r => r).Should().ThrowAsync<KubernetesApiException>()).Which.StatusCode.Should().Be(HttpStatusCode.Unauthorized);
    }

    [Fact]
    public async Task IfAManifestIsAppliedThenEachKindIsLookedUp()
    {
        const string manifest = """
            apiVersion: orbitoperator.io/v1alpha1
            kind: SatelliteNode
            metadata: {name: sat-1}
            spec: {noradId: 68790, big: 1.5, text: "007", flag: true, none: null, y: "no"}
            ---
            """;
        var apply = _client.ApplyManifestAsync(manifest, "tests", default);
        var lookup = await _server.TakeAsync();
        await lookup.AnswerAsync(200, """{"resources":[{"name":"satellitenodes/status","kind":"SatelliteNode","namespaced":false},{"name":"satellitenodes","kind":"SatelliteNode","namespaced":false}]}""");
        var request = await _server.TakeAsync();
        await request.AnswerAsync(200, request.Body);

        lookup.PathAndQuery.Should().Be("/apis/orbitoperator.io/v1alpha1");
        request.PathAndQuery.Should().Be("/apis/orbitoperator.io/v1alpha1/satellitenodes/sat-1?fieldManager=tests&force=true");
        (await apply).Should().ContainSingle().Which["spec"]!.ToJsonString()
            .Should().Be("""{"noradId":68790,"big":1.5,"text":"007","flag":true,"none":null,"y":"no"}""");
    }

    private sealed class TokenSequence(params string[] tokens) : ICredentialProvider
    {
        private readonly KubernetesCredentials[] _credentials =
            [.. tokens.Select(token => new KubernetesCredentials { Authorization = new AuthenticationHeaderValue("Bearer", token) })];

        private int _index;

        public ValueTask<KubernetesCredentials> GetAsync(CancellationToken cancellationToken) => ValueTask.FromResult(_credentials[_index]);

        public void Invalidate(KubernetesCredentials credentials) => _index = Math.Min(_index + 1, _credentials.Length - 1);
    }
}

using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Orbit.Faults.Traffic;

namespace Orbit.Faults.Tests;

public sealed class FaultProxyTests : ProxyTest
{
    [Theory]
    [MemberData(nameof(Versions))]
    public async Task IfNothingIsAskedThenRequestAndAnswerPassAsTheyAre(string version)
    {
        using var answer = await NewClient(version).PostAsJsonAsync("api/v1/namespaces/n/pods?fieldManager=m", new { a = 1 });

        (answer.StatusCode, answer.Version.ToString()).Should().Be((HttpStatusCode.Created, version));
        answer.Headers.GetValues("Audit-Id").Should().Equal("one");
        (await answer.Content.ReadAsStringAsync()).Should().Be("""{"got":{"a":1}}""");
        Server.Requests.Should().Equal($$"""HTTP/{{version.Replace("2.0", "2")}} POST /api/v1/namespaces/n/pods {"a":1}""");
    }

    [Fact]
    public async Task IfABodySaysNoLengthThenItPassesAllTheSame()
    {
        using var body = new StreamContent(new UnknownLength("""{"a":2}"""u8.ToArray()));
        using var answer = await NewClient("2.0").PutAsync("api/v1/namespaces/n/pods/p", body);

        (await answer.Content.ReadAsStringAsync()).Should().Be("""{"got":{"a":2}}""");
    }

    [Theory]
    [MemberData(nameof(Versions))]
    public async Task IfItShallAnswerThenTheServerHearsNothing(string version)
    {
        var client = NewClient(version);
        foreach (var (code, reason) in new[] { (429, "TooManyRequests"), (500, "InternalError"), (410, "Expired"), (503, "ServiceUnavailable") })
        {
            Proxy.Hook = new FaultHook { Request = Fault.Answer((HttpStatusCode)code, 3) };
            using var answer = await client.PostAsJsonAsync("api/v1/namespaces/n/pods", new { a = 1 });
            var status = JsonDocument.Parse(await answer.Content.ReadAsStringAsync()).RootElement;

            ((int)answer.StatusCode, answer.Headers.RetryAfter!.Delta).Should().Be((code, TimeSpan.FromSeconds(3)));
            (status.GetProperty("kind").GetString(), status.GetProperty("reason").GetString(), status.GetProperty("code").GetInt32()).Should().Be(("Status", reason, code));
        }

        Server.Requests.Should().BeEmpty();
    }

    [Theory]
    [MemberData(nameof(Versions))]
    public async Task IfARequestIsLostThenTheServerHearsNothingAndTheClientSeesABreak(string version)
    {
        var client = NewClient(version);
        Proxy.Hook = new FaultHook { Request = Fault.Break };
        await client.Awaiting(c => c.PostAsJsonAsync("api/v1/namespaces/n/pods", new { a = 1 })).Should().ThrowAsync<HttpRequestException>();
        Server.Requests.Should().BeEmpty();

        Proxy.Hook = TrafficHook.None;
        (await client.PostAsJsonAsync("api/v1/namespaces/n/pods", new { a = 1 })).StatusCode.Should().Be(HttpStatusCode.Created);
    }

    [Theory]
    [MemberData(nameof(Versions))]
    public async Task IfAnAnswerIsLostThenTheServerHasDoneItAllTheSame(string version)
    {
        Proxy.Hook = new FaultHook { Answer = Fault.Break };

        await NewClient(version).Awaiting(c => c.PostAsJsonAsync("api/v1/namespaces/n/pods", new { a = 1 })).Should().ThrowAsync<HttpRequestException>();

        Server.Requests.Should().ContainSingle();
    }

    [Theory]
    [InlineData("GET", "api/v1/nodes", "List nodes")]
    [InlineData("GET", "api/v1/nodes?limit=2&continue=c", "List nodes")]
    [InlineData("GET", "api/v1/nodes?watch=true", "Watch nodes")]
    [InlineData("GET", "api/v1/nodes/a", "Get nodes a")]
    [InlineData("PUT", "apis/g/v1/namespaces/n/jobs/j/status?fieldManager=m", "Update jobs/status n/j")]
    [InlineData("DELETE", "api/v1/namespaces/n", "Delete namespaces n")]
    [InlineData("PUT", "api/v1/namespaces/n/status", "Update namespaces/status n")]
    [InlineData("POST", "api/v1/namespaces/n/pods", "Create pods n/")]
    [InlineData("GET", "version", "Other /version")]
    public async Task IfARequestComesThenTheHookReadsItInTheServersTerms(string method, string path, string expected)
    {
        var hook = new FaultHook { Answer = Fault.Answer(HttpStatusCode.OK) };
        Proxy.Hook = hook;
        Server.EndWatch();
        using var request = new HttpRequestMessage(new HttpMethod(method), path) { Version = HttpVersion.Version11 };
        using var answer = await NewClient("1.1").SendAsync(request);

        hook.Seen!.ToString().Should().Be(expected);
        hook.Seen.IsNextPage.Should().Be(path.Contains("continue", StringComparison.Ordinal));
        hook.Seen.FieldManager.Should().Be(path.Contains("fieldManager", StringComparison.Ordinal) ? "m" : "");
    }

    private sealed class UnknownLength(byte[] bytes) : MemoryStream(bytes)
    {
        public override bool CanSeek => false;
    }
}

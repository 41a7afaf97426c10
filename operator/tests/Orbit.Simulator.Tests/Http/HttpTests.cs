using System.Net;
using System.Net.Http.Json;
using System.Text;
using Orbit.Gateway.Contract;
using Orbit.Gateway.Json;
using Orbit.Simulator.Http;
using Orbit.Simulator.Tests.Support;

namespace Orbit.Simulator.Tests.Http;

public class HttpTests
{
    private const string Booking =
        """{"station":"north","noradId":63982,"antenna":0,"start":"2026-08-22T00:01:40Z","end":"2026-08-22T00:03:20Z","purpose":"Uplink"}""";

    [Fact]
    public async Task IfSomethingIsNewThenTheStatusIsCreatedAndElseOk()
    {
        await using var simulator = await SimulatorUnderTest.StartSmallAsync();
        var bundle = JsonContent.Create(SimulatorUnderTest.Bundle("a"), GatewayJson.Default.Bundle);

        (await Put(simulator, "v1/contacts/c", Booking)).StatusCode.Should().Be(HttpStatusCode.Created);
        (await Put(simulator, "v1/contacts/c", Booking)).StatusCode.Should().Be(HttpStatusCode.OK);
        (await simulator.Http.PutAsync("v1/contacts/c/uplinks/a", bundle)).StatusCode.Should().Be(HttpStatusCode.Created);
        (await simulator.Http.PutAsync("v1/contacts/c/uplinks/a", bundle)).StatusCode.Should().Be(HttpStatusCode.OK);
        (await simulator.Http.DeleteAsync("v1/contacts/c")).StatusCode.Should().Be(HttpStatusCode.NoContent);
    }

    [Theory]
    [InlineData("", 400, "can't be read")]
    [InlineData("{", 400, "can't be read")]
    [InlineData("null", 400, "is null")]
    [InlineData("[]", 400, "can't be read")]
    [InlineData("""{"station":"north"}""", 400, "it lacks 'noradId', 'antenna', 'start', 'end', 'purpose'.")]
    [InlineData("""{"station":"north","noradId":1e99,"antenna":0,"start":"2026-08-22T00:01:40Z","end":"2026-08-22T00:03:20Z","purpose":"Uplink"}""", 400, "$.noradId")]
    [InlineData("""{"station":"north","noradId":63982,"antenna":0,"start":"2026-08-22 00:01","end":"2026-08-22T00:03:20Z","purpose":"Uplink"}""", 400, "ISO 8601")]
    [InlineData("""{"station":"north","noradId":63982,"antenna":0,"start":"2026-08-22T00:01:40Z","end":"2026-08-22T00:03:20Z","purpose":"Chat"}""", 400, "$.purpose")]
    public async Task IfABodyCannotBeReadThenTheProblemSaysWhere(string body, int status, string sentence)
    {
        await using var simulator = await SimulatorUnderTest.StartSmallAsync();

        using var response = await Put(simulator, "v1/contacts/c", body);

        await IsProblem(response, status, sentence);
    }

    [Theory]
    [InlineData("PUT", "v1/contacts/-c", 422, "contactId is not an id")]
    [InlineData("GET", "v1/contacts/a%20b", 422, "contactId is not an id")]
    [InlineData("GET", "v1/contacts/..%2Fadmin", 422, "contactId is not an id")]
    [InlineData("PUT", "v1/contacts/c/downlinks/%0A", 422, "attemptId is not an id")]
    [InlineData("DELETE", "v1/results/~", 422, "attemptId is not an id")]
    [InlineData("GET", "v1/satellites/x/report", 422, "noradId is not a whole number")]
    [InlineData("GET", "v1/satellites/99999999999/report", 422, "noradId is not a whole number")]
    [InlineData("GET", "v1/contacts?from=yesterday", 422, "from is not an instant")]
    [InlineData("GET", "v1/contacts?to=2026-08-22T00:00:00", 422, "to is not an instant")]
    [InlineData("DELETE", "admin/faults/x", 422, "id is not a whole number")]
    [InlineData("GET", "v1/contacts/c", 404, "There is no contact c.")]
    [InlineData("GET", "v1/results/a", 404, "There is no result of attempt a")]
    [InlineData("GET", "v1/satellites/63982/report", 404, "has not been heard yet")]
    [InlineData("GET", "v1/satellites/1/report", 404, "not in this constellation")]
    [InlineData("GET", "v2/contacts", 404, "no such resource")]
    [InlineData("POST", "v1/contacts", 405, "not with this method")]
    public async Task IfARequestIsRefusedThenTheAnswerIsAProblemWithASentence(string method, string address, int status, string sentence)
    {
        await using var simulator = await SimulatorUnderTest.StartSmallAsync();
        using var request = new HttpRequestMessage(new HttpMethod(method), address);
        if (method is "PUT")
        {
            request.Content = new StringContent(Booking, Encoding.UTF8, "application/json");
        }

        using var response = await simulator.Http.SendAsync(request);

        await IsProblem(response, status, sentence);
    }

    [Fact]
    public async Task IfABodyIsLargerThanAllowedThenItIsRefusedAndTheSimulatorGoesOn()
    {
        await using var simulator = await SimulatorUnderTest.StartSmallAsync();
        await Put(simulator, "v1/contacts/c", Booking);
        var largest = SimulatorUnderTest.Bundle("a") with
        {
            Input = new BundleInput { Text = new string('x', HttpExchange.MaximumBundleBytes - 1000) },
            SizeBytes = HttpExchange.MaximumBundleBytes,
        };

        using var tooLarge = await Put(simulator, "v1/contacts/d", Booking + new string(' ', HttpExchange.MaximumBodyBytes));
        await IsProblem(tooLarge, 413, "more than 65536 bytes");
        (await simulator.Gateway.StageUplinkAsync("c", largest)).State.Should().Be(UplinkState.Waiting);

        // Chunked, so that the server finds out only while it reads.
        using var endless = new HttpRequestMessage(HttpMethod.Put, "v1/contacts/c/uplinks/b")
        {
            Content = new StreamContent(new MemoryStream(new byte[HttpExchange.MaximumBundleBytes + 1])),
        };
        endless.Headers.TransferEncodingChunked = true;
        using var refused = await simulator.Http.SendAsync(endless);
        refused.StatusCode.Should().Be(HttpStatusCode.RequestEntityTooLarge);
        await simulator.Gateway.CheckHealthAsync();
    }

    [Fact]
    public async Task IfTheBundleIsOfAnotherAttemptThanTheAddressThenItIsRefused()
    {
        await using var simulator = await SimulatorUnderTest.StartSmallAsync();
        await Put(simulator, "v1/contacts/c", Booking);

        using var response = await simulator.Http.PutAsync(
            "v1/contacts/c/uplinks/b", JsonContent.Create(SimulatorUnderTest.Bundle("a"), GatewayJson.Default.Bundle));

        await IsProblem(response, 422, "attemptId");
    }

    private static Task<HttpResponseMessage> Put(SimulatorUnderTest simulator, string address, string json) =>
        simulator.Http.PutAsync(address, new StringContent(json, Encoding.UTF8, "application/json"));

    private static async Task IsProblem(HttpResponseMessage response, int status, string sentence)
    {
        ((int)response.StatusCode).Should().Be(status);
        response.Content.Headers.ContentType!.MediaType.Should().Be("application/problem+json");
        var problem = (await response.Content.ReadFromJsonAsync(GatewayJson.Default.GatewayProblem))!;
        problem.Status.Should().Be(status);
        problem.Detail.Should().Contain(sentence);
    }
}

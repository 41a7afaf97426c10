using System.Net;
using System.Text;
using Orbit.Kubernetes.Admission;
using Orbit.Kubernetes.Admission.Certificates;
using Orbit.Kubernetes.Metrics;
using Orbit.Kubernetes.Tests.Support;

namespace Orbit.Kubernetes.Tests.Admission;

public sealed class AdmissionServerTests : IAsyncLifetime
{
    private const string Path = "validate/configmaps";
    private readonly TestCertificates _authority = new();
    private readonly ManualTimeProvider _time = new();
    private readonly Certificate _certificate = new();
    private readonly HttpClient _http;
    private readonly AdmissionServer _server;
    private string? _shown;

    public AdmissionServerTests()
    {
        _server = new AdmissionServer(_certificate, new AdmissionServerOptions { Address = new IPEndPoint(IPAddress.Loopback, 0), MostBytes = 10_000, TimeProvider = _time })
            .Add(new ConfigMapValidator());
        var handler = new SocketsHttpHandler { PooledConnectionLifetime = TimeSpan.Zero };
        handler.SslOptions.RemoteCertificateValidationCallback = (_, certificate, _, _) =>
        {
            _shown = certificate?.Subject;
            return true;
        };
        _http = new HttpClient(handler);
    }

    public async Task InitializeAsync()
    {
        _certificate.Current = Issue("first");
        await _server.StartAsync(default);
        _http.BaseAddress = _server.Address;
    }

    public async Task DisposeAsync()
    {
        _http.Dispose();
        await _server.StopAsync(default);
        await _server.DisposeAsync();
        _authority.Dispose();
    }

    [Fact]
    public async Task IfAReviewIsPostedThenItIsAnsweredAndCounted()
    {
        var (code, body) = await PostAsync(Review("""{"bad": "x"}"""));

        code.Should().Be(HttpStatusCode.OK);
        body.Should().Contain("must not be there.");
        var metrics = await MetricsRegistry.Shared.TextAsync();
        metrics.Should().Contain("controller_runtime_webhook_requests_total{webhook=\"/validate/configmaps\",code=\"200\"}");
        metrics.Should().Contain("controller_runtime_webhook_latency_seconds_count{webhook=\"/validate/configmaps\"}");
        metrics.Should().Contain("webhook_certificate_expiration_timestamp_seconds");
    }

    [Fact]
    public async Task IfTheRequestIsNoReviewThenTheCodeAndASentenceSaySo()
    {
        (await PostAsync("{")).Should().Match<(HttpStatusCode Code, string Body)>(a => a.Code == HttpStatusCode.BadRequest && a.Body.StartsWith("The body is no admission review", StringComparison.Ordinal));
        (await PostAsync(new string(' ', 10_001))).Should().Be((HttpStatusCode.RequestEntityTooLarge, "The body is larger than 10000 bytes.\n"));
        (await PostAsync("{}", "text/plain")).Should().Be((HttpStatusCode.UnsupportedMediaType, "An admission review is application/json.\n"));
        (await PostAsync("{}", path: "validate/pods")).Should().Be((HttpStatusCode.NotFound, "There is no webhook at this path; there is /validate/configmaps.\n"));
        using var got = await _http.GetAsync(Path);
        got.StatusCode.Should().Be(HttpStatusCode.MethodNotAllowed);
        (await PostAsync(Review("""{"poison": "x"}"""))).Code.Should().Be(HttpStatusCode.InternalServerError);
    }

    [Fact]
    public async Task IfTheCertificateChangesThenTheNextConnectionShowsTheNewOneAndThePortStays()
    {
        await PostAsync(Review("{}"));
        _shown.Should().Be("CN=first");
        _certificate.Current = Issue("second");

        (await PostAsync(Review("{}"))).Code.Should().Be(HttpStatusCode.OK);
        _shown.Should().Be("CN=second");
    }

    [Fact]
    public async Task IfThereIsNoCertificateThenNobodyIsAnsweredAndTheProblemIsToldUntilThereIsOne()
    {
        _certificate.Current = null;
        _certificate.Problem = "it has not come yet";
        await _http.Awaiting(h => h.GetAsync(Path)).Should().ThrowAsync<HttpRequestException>();
        _server.Problem.Should().Be("it has not come yet");

        _certificate.Current = Issue("late");
        (await PostAsync(Review("{}"))).Code.Should().Be(HttpStatusCode.OK);
        _server.Problem.Should().BeNull();
    }

    [Fact]
    public void IfTheCertificateHasExpiredThenThatIsAProblem()
    {
        _certificate.Problem = "no newer one came";
        _server.Problem.Should().BeNull("it is good still");
        _time.Advance(_certificate.Current!.Expires - _time.GetUtcNow());

        _server.Problem.Should().Be("the webhook's certificate expired at 2120-01-01T00:00:00Z: no newer one came");
    }

    private ServingCertificate Issue(string name)
    {
        var (certificate, key) = _authority.Client(name);
        return ServingCertificate.FromPem(certificate, key, name);
    }

    private async Task<(HttpStatusCode Code, string Body)> PostAsync(string body, string mediaType = "application/json", string path = Path)
    {
        using var content = new StringContent(body, Encoding.UTF8, mediaType);
        using var response = await _http.PostAsync(path, content);
        return (response.StatusCode, await response.Content.ReadAsStringAsync());
    }

    private static string Review(string data) => $$$"""
        {"apiVersion": "admission.k8s.io/v1", "kind": "AdmissionReview", "request": {
          "uid": "u-1", "kind": {"group": "", "version": "v1", "kind": "ConfigMap"}, "name": "c", "operation": "CREATE",
          "object": {"metadata": {"name": "c"}, "data": {{{data}}} } } }
        """;

    private sealed class Certificate : IServingCertificate
    {
        public ServingCertificate? Current { get; set; }

        public string? Problem { get; set; }
    }
}

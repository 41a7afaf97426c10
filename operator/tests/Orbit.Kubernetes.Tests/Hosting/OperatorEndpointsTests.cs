using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Orbit.Kubernetes.Client;
using Orbit.Kubernetes.Configuration;
using Orbit.Kubernetes.Runtime.Hosting;
using Orbit.Kubernetes.Tests.Support;
using Prometheus;

namespace Orbit.Kubernetes.Tests.Hosting;

public sealed class OperatorEndpointsTests : IAsyncLifetime
{
    private readonly TaskCompletionSource _death = new();
    private readonly TaskCompletionSource _cacheIsFilled = new();
    private readonly KubernetesClient _client = new(new ClusterAccess { Server = new Uri("http://127.0.0.1:1") });
    private readonly CollectorRegistry _metrics = Prometheus.Metrics.NewCustomRegistry();
    private readonly HttpClient _http = new();
    private OperatorHost _host = null!;
    private WebApplication _app = null!;
    private string? _problem;

    public async Task InitializeAsync()
    {
        _host = new OperatorHost(_client).AddReadiness(() => _problem).AddBackground("cache", async token =>
        {
            _cacheIsFilled.SetResult();
            await _death.Task.WaitAsync(token);
        });
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Services.AddSingleton(_host);
        builder.Services.AddHostedService<OperatorService>();
        _app = builder.Build();
        _app.MapOperator(_host, _metrics);
        await _app.StartAsync();
        _http.BaseAddress = new Uri(_app.Urls.Single());
    }

    public async Task DisposeAsync()
    {
        await _app.DisposeAsync();
        _http.Dispose();
        _client.Dispose();
    }

    [Fact]
    public async Task IfAllPartsRunThenTheProgramIsLiveAndReadyUntilOneDies()
    {
        await _cacheIsFilled.Task.Soon();
        await Wait.UntilAsync(() => _host.IsReady);
        foreach (var path in new[] { "/healthz", "/livez", "/readyz" })
        {
            (await GetAsync(path)).Should().Be((HttpStatusCode.OK, "ok\n"));
        }

        _host.Invoking(h => h.AddBackground("late", _ => Task.CompletedTask)).Should().Throw<InvalidOperationException>();
        var ended = _app.Lifetime.ApplicationStopping;
        _death.SetException(new InvalidOperationException("out of windows"));
        await Wait.UntilAsync(() => ended.IsCancellationRequested);
        (_host.IsLive, _host.IsReady).Should().Be((false, false));
        Environment.ExitCode.Should().Be(1, "whoever started the program shall start it again");
        Environment.ExitCode = 0;
    }

    [Fact]
    public async Task IfAConditionOfReadinessDoesNotHoldThenTheProgramIsLiveButNotReadyAndSaysWhy()
    {
        await Wait.UntilAsync(() => _host.IsReady);
        _problem = "no certificate";

        (await GetAsync("/readyz")).Should().Be((HttpStatusCode.ServiceUnavailable, "no certificate\n"));
        (await GetAsync("/livez")).Should().Be((HttpStatusCode.OK, "ok\n"));
        _problem = null;
        (await GetAsync("/readyz")).Code.Should().Be(HttpStatusCode.OK);
    }

    [Fact]
    public async Task IfMetricsAreAskedForThenTheyComeInPrometheusFormat()
    {
        Prometheus.Metrics.WithCustomRegistry(_metrics).CreateCounter("contacts_total", "Contacts.").Inc(3);
        using var response = await _http.GetAsync("/metrics");

        response.Content.Headers.ContentType!.ToString().Should().StartWith("text/plain; version=0.0.4");
        (await response.Content.ReadAsStringAsync()).Should().EndWith("# TYPE contacts_total counter\ncontacts_total 3\n");
    }

    private async Task<(HttpStatusCode Code, string Text)> GetAsync(string path)
    {
        using var response = await _http.GetAsync(path);
        return (response.StatusCode, await response.Content.ReadAsStringAsync());
    }
}

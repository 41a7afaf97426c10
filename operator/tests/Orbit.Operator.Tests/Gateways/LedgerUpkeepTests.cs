using System.Collections.Concurrent;
using System.Globalization;
using k8s.Models;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Orbit.Api.V1Alpha1.GroundLinks;
using Orbit.Api.V1Alpha1.OrbitalInferenceJobs;
using Orbit.Api.V1Alpha1.SatelliteNodes;
using Orbit.Gateway.Clock;
using Orbit.Gateway.Contract;
using Orbit.Gateway.Json;
using Orbit.Kubernetes.Client;
using Orbit.Kubernetes.Configuration;
using Orbit.Kubernetes.Runtime.Watching;
using Orbit.Operator.Gateways;
using Orbit.Operator.Scheduling;
using Orbit.Operator.Snapshots;
using Orbit.Operator.Tests.Support;

namespace Orbit.Operator.Tests.Gateways;

/// <summary>A ledger, its gateway, and an API server that knows no jobs: every contact is one that no plan names any more.</summary>
public sealed class LedgerUpkeepTests : IAsyncLifetime, IDisposable
{
    private static readonly BookedContact Contact = TestObjects.Contact(BookedContactState.Scheduled, TestData.Start.AddHours(2)) with { Name = "contact" };

    private readonly ManualTimeProvider _clock = new(TestData.Start);
    private readonly ConcurrentDictionary<string, GatewayContact> _atGateway = new(StringComparer.Ordinal);
    private readonly ConcurrentQueue<string> _cancellations = new();
    private WebApplication _server = null!;
    private KubernetesClient _client = null!;
    private readonly InFlightContacts _inFlight = new();
    private GatewayPool _gateways = null!;
    private LedgerUpkeep _upkeep = null!;
    private bool _letsGo;

    public async Task InitializeAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        _server = builder.Build();
        _server.Run(AnswerAsync);
        await _server.StartAsync();
        _client = new KubernetesClient(new ClusterAccess { Server = new Uri(_server.Urls.Single()) });
        var stores = new WorldStores(
            new Informer<SatelliteNode>(_client), new Informer<GroundLink>(_client), new Informer<OrbitalInferenceJob>(_client), new Informer<V1Pod>(_client), new Informer<V1Node>(_client));
        _gateways = new GatewayPool(_clock);
        _upkeep = new LedgerUpkeep(
            _client, stores, new Stations(stores, _gateways), _inFlight, new MissionClock(_clock), NullLogger<LedgerUpkeep>.Instance);
    }

    public async Task DisposeAsync() => await _server.DisposeAsync();

    public void Dispose()
    {
        _client.Dispose();
        _gateways.Dispose();
    }

    [Fact]
    public async Task IfAProviderDoesNotLetAContactGoThenItIsAskedAgainOnlyOnceTheContactIsFurther()
    {
        Says(Contact, ContactState.Scheduled);

        var ledger = await UpdateAsync([Contact]);
        ledger = await UpdateAsync(ledger);
        ledger = await UpdateAsync(ledger);
        _cancellations.Should().ContainSingle();

        Says(Contact, ContactState.PrePass);
        ledger = await UpdateAsync(ledger);
        ledger = await UpdateAsync(ledger);
        _cancellations.Should().HaveCount(2);
        ledger.Should().ContainSingle().Which.State.Should().Be(BookedContactState.PrePass);

        _letsGo = true;
        Says(Contact, ContactState.Pass);
        (await UpdateAsync(ledger)).Should().BeEmpty();
    }

    [Fact]
    public async Task IfAContactWasMovedOutOfTheSpanOfTheLedgerThenItIsFollowedThere()
    {
        var moved = Contact with { Start = Contact.Start.AddHours(20), End = Contact.End.AddHours(20) };
        Says(moved, ContactState.Scheduled);

        (await UpdateAsync([Contact])).Should().Equal(moved);
    }

    [Fact]
    public async Task IfAContactIsJustBeingExtendedThenItsLedgerIsNotSetBackToWhatItsGatewayStillHas()
    {
        var extended = Contact with { End = Contact.End.AddSeconds(30) };
        Says(Contact, ContactState.Scheduled);

        using (_inFlight.Hold([Contact.Name]))
        {
            (await UpdateAsync([extended])).Should().Equal(extended);
        }

        (await UpdateAsync([extended])).Should().Equal([Contact], "its gateway has not extended it after all");
    }

    private async Task<IReadOnlyList<BookedContact>> UpdateAsync(IReadOnlyList<BookedContact> ledger)
    {
        var station = TestObjects.Station("svalbard").With(s => s with { Gateway = new StationGateway { Url = _server.Urls.Single() } });
        return await _upkeep.UpdateAsync(station.Holding([.. ledger]), CancellationToken.None);
    }

    private void Says(BookedContact contact, ContactState state) => _atGateway[contact.Name] = new GatewayContact
    {
        Id = contact.Name,
        Station = "svalbard",
        NoradId = contact.NoradId,
        Antenna = contact.Antenna,
        Start = contact.Start,
        End = contact.End,
        Purpose = ContactPurpose.Uplink,
        State = state,
    };

    private async Task AnswerAsync(HttpContext http)
    {
        switch (http.Request.Method, http.Request.Path.Value)
        {
            case ("GET", "/v1/contacts"):
                var (from, to) = (Instant(http, "from"), Instant(http, "to"));
                IReadOnlyList<GatewayContact> listed = [.. _atGateway.Values.Where(c => c.End > from && c.Start < to)];
                await http.Response.WriteAsJsonAsync(listed, GatewayJson.Default.IReadOnlyListGatewayContact);
                break;
            case ("DELETE", { } path):
                _cancellations.Enqueue(path);
                http.Response.StatusCode = _letsGo ? StatusCodes.Status204NoContent : StatusCodes.Status409Conflict;
                if (!_letsGo)
                {
                    var problem = new GatewayProblem { Title = "Conflict", Status = 409, Detail = "Too late." };
                    await http.Response.WriteAsJsonAsync(problem, GatewayJson.Default.GatewayProblem, "application/problem+json");
                }

                break;
            default:
                http.Response.StatusCode = StatusCodes.Status404NotFound;
                await http.Response.WriteAsJsonAsync(new { kind = "Status", apiVersion = "v1", status = "Failure", reason = "NotFound", code = 404 });
                break;
        }
    }

    private static DateTimeOffset Instant(HttpContext http, string name) => DateTimeOffset.Parse(http.Request.Query[name]!, CultureInfo.InvariantCulture);
}

using System.Net;
using k8s.Models;
using Orbit.Api.V1Alpha1.GroundLinks;
using Orbit.Api.V1Alpha1.OrbitalInferenceJobs;
using Orbit.Api.V1Alpha1.SatelliteNodes;
using Orbit.Gateway.Client;
using Orbit.Gateway.Clock;
using Orbit.Gateway.Contract;
using Orbit.Kubernetes.Client;
using Orbit.Kubernetes.Configuration;
using Orbit.Kubernetes.Runtime.Watching;
using Orbit.Operator.Gateways;
using Orbit.Operator.Jobs.Phases;
using Orbit.Operator.Scheduling;
using Orbit.Operator.Snapshots;
using Orbit.Operator.Tests.Support;
using Orbit.Planning.Requests;

namespace Orbit.Operator.Tests.Jobs;

public sealed class ContactRefusalsTests : IDisposable
{
    private const string Gateway = "http://gateway.example";

    private static readonly SatelliteNode Satellite = TestObjects.Satellite();
    private static readonly OrbitalInferenceJob Job = TestObjects.Job();

    // Nobody listens there, and nobody is asked.
    private readonly KubernetesClient _client = new(new ClusterAccess { Server = new Uri("http://localhost:1") });
    private readonly GatewayPool _gateways = new(TimeProvider.System);
    private readonly VisibilityIndex _visibility = new(TimeSpan.FromHours(24));
    private readonly Refusals _refusals = new();
    private readonly PassCorrections _corrections = new();
    private readonly ReactionTimes _reactions = new();
    private readonly ContactRefusals _contactRefusals;
    private readonly JobPlan _plan;

    public ContactRefusalsTests()
    {
        var (satellites, groundLinks) = (new Informer<SatelliteNode>(_client), new Informer<GroundLink>(_client));
        var stores = new WorldStores(satellites, groundLinks, new Informer<OrbitalInferenceJob>(_client), new Informer<V1Pod>(_client), new Informer<V1Node>(_client));
        GroundLink[] stations = [TestObjects.Station("svalbard"), TestObjects.Station("nuuk", 64.18, -51.72), TestObjects.Station("inuvik", 68.36, -133.72)];
        satellites.Store.Set(Satellite);
        foreach (var station in stations)
        {
            groundLinks.Store.Set(station);
        }

        _visibility.Update([Satellite], stations, TestData.Start, CancellationToken.None);
        var pass = _visibility.NextOver("scs-01-a", "svalbard", TestData.Start.AddHours(1))!.Value.Window;
        _plan = TestObjects.Plan(pass.Start);
        _contactRefusals = new ContactRefusals(
            new PhaseContext(new Stations(stores, _gateways), new MissionClock(new ManualTimeProvider(TestData.Start))), stores, _visibility, _refusals, _corrections, _reactions);
    }

    private IReadOnlyList<ExcludedWindow> Windows => _refusals.Of("job-uid", TestData.Start);

    public void Dispose()
    {
        _gateways.Dispose();
        _client.Dispose();
    }

    [Theory]
    [InlineData(HttpStatusCode.RequestEntityTooLarge, GatewayProblemTypes.Blank, true)]
    [InlineData(HttpStatusCode.UnprocessableEntity, GatewayProblemTypes.Blank, true)]
    [InlineData(HttpStatusCode.Forbidden, GatewayProblemTypes.Blank, false)]
    [InlineData(HttpStatusCode.UnprocessableEntity, "urn:provider:minimum-contact", false)]
    public void IfARefusalSaysNothingOfTheViewThenThePassesOfOtherJobsStayAsTheyAre(HttpStatusCode status, string type, bool isBooked)
    {
        Learn(new GatewayRefusedException(status, "No.", type), isBooked);

        _corrections.Of("scs-01-a", Epoch).Should().BeEmpty();
        Windows.Should().Contain(w => w.Station == "svalbard" && w.Interval.Duration > TimeSpan.FromHours(1));
    }

    [Theory]
    [InlineData(GatewayProblemTypes.Blank)]
    [InlineData(GatewayProblemTypes.NotInView)]
    public void IfTheSatelliteMayBeOutOfViewThenThePassIsTrimmed(string type)
    {
        Learn(new GatewayRefusedException(HttpStatusCode.UnprocessableEntity, "No.", type), isBooked: false);

        _corrections.Of("scs-01-a", Epoch).Keys.Should().Equal("svalbard");
        Windows.Should().OnlyContain(w => w.Interval.Duration < TimeSpan.FromHours(1), "the pass can be used later on");
    }

    [Fact]
    public void IfNoTimeToReactIsEnoughThenAllStationsOfTheGatewayAreAskedEarlier()
    {
        var tooLate = new GatewayRefusedException(HttpStatusCode.UnprocessableEntity, "Too late.", GatewayProblemTypes.LeadTime);
        while (_reactions.Of(Gateway) < ReactionTimes.Most)
        {
            Learn(tooLate, isBooked: false);
            Windows.Should().BeEmpty("more room may be all that it takes");
        }

        Learn(tooLate, isBooked: false);

        Windows.Select(w => w.Station).Should().BeEquivalentTo("svalbard", "nuuk", "inuvik");
        Windows.Should().OnlyContain(w => w.Satellite == null && w.Interval.End - TestData.Start == 2 * (_plan.Uplink.Start - TestData.Start));
    }

    [Fact]
    public void IfThreeStationsRefuseForNoReasonThatCanBeCorrectedThenAnotherSatelliteIsTriedFirst()
    {
        foreach (var station in new[] { "svalbard", "nuuk", "inuvik" })
        {
            Windows.Should().NotContain(w => w.Station == null);
            _contactRefusals.Learn(Job, _plan, _plan.Uplink with { GroundLink = station }, new GatewayRefusedException(HttpStatusCode.Forbidden, "No."), null, isBooked: false);
        }

        Windows.Should().ContainSingle(w => w.Station == null && w.Satellite == "scs-01-a");
    }

    private static DateTimeOffset Epoch => SatelliteElements.Read(Satellite, out _)!.Epoch;

    private void Learn(GatewayRefusedException refusal, bool isBooked) => _contactRefusals.Learn(Job, _plan, _plan.Uplink, refusal, plannedAt: null, isBooked);
}

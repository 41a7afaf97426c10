using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
using Orbit.ControlPlane.Tests.ControlPlane;
using Orbit.Kubernetes.Objects;

namespace Orbit.ControlPlane.Tests.EndToEnd;

/// <summary>A gateway refuses an interval: what can be corrected is planned again at once, in the same pass.</summary>
[Collection(ContactCollection.Name)]
public sealed class RefusedBookingTests(ControlPlaneFixture controlPlane)
{
    private static readonly DateTimeOffset PassStart = new(2026, 8, 22, 9, 43, 0, TimeSpan.Zero);

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task IfTheProviderSeesTheSatelliteLaterThenTheSamePassIsBookedWhereBothSeeIt(bool saysWhatItSees)
    {
        await using var tap = await GatewayTap.StartAsync();
        if (!saysWhatItSees)
        {
            tap.Script = HideWhatIsSeenAsync;
        }

        await using var world = await OrbitWorld.StartAsync(
            controlPlane, rate: 1, await CaseAsync("late-operator"), tap, start: PassStart.AddMinutes(-10), provider: await CaseAsync("late-provider"));

        await world.SubmitAsync("seen-later");
        var job = await world.JobAsync("seen-later", j => j.Status?.Conditions.IsConditionTrue("Booked") is true);

        var uplink = job.Status!.Plan!.Uplink;
        uplink.Start.Should().BeOnOrAfter(PassStart).And.BeBefore(PassStart.AddMinutes(2), "8 of the pass's 8.6 minutes are common to both");
        (await world.EventAsync("seen-later", "ContactRefused")).Should().Contain("is not in view of fjord");
        job.Status.Attempt.Should().Be(2, "what follows the interval that was refused is seen by both");

        // What was learnt is the station's and the satellite's, not the job's.
        await world.SubmitAsync("the-next", "work: {duration: 10s}");
        var next = await world.JobAsync("the-next", j => j.Status?.Conditions.IsConditionTrue("Booked") is true);
        next.Status!.Attempt.Should().Be(1);
    }

    [Fact]
    public async Task IfABookingComesTooLateForTheLeadTimeThenTheJobIsPlannedAgainAtOnceWithMoreRoom()
    {
        await using var tap = await GatewayTap.StartAsync();
        var manifests = (await CaseAsync("late-operator")).Replace("  minimumElevationDegrees: 5", "  minimumElevationDegrees: 5\n  leadTime: 2m", StringComparison.Ordinal);
        manifests.Should().Contain("leadTime");

        // In the pass, which goes on for longer than this takes on any machine.
        await using var world = await OrbitWorld.StartAsync(controlPlane, rate: 1, manifests, tap, start: PassStart.AddSeconds(30));
        DateTimeOffset? first = null;
        tap.Script = async request =>
        {
            if (first is null && request.Is("PUT", "/contacts/"))
            {
                // The contact's name ends with its start.
                first = DateTimeOffset.ParseExact(request.Contact[^15..], "yyyyMMdd't'HHmmss", null, System.Globalization.DateTimeStyles.AssumeUniversal);
                await world.ReachAsync(first.Value.AddMinutes(-2).AddSeconds(2));
            }

            return false;
        };

        await world.SubmitAsync("too-late");
        var job = await world.JobAsync("too-late", j => j.Status?.Conditions.IsConditionTrue("Booked") is true);

        (await world.EventAsync("too-late", "ContactRefused")).Should().Contain("lead time");
        job.Status!.Attempt.Should().BeGreaterThan(1);
        job.Status.Plan!.Uplink.Start.Should().BeBefore(first!.Value.AddHours(1), "only that booking was too late");
    }

    private static async Task<string> CaseAsync(string name) => string.Join(
        "\n---\n",
        await Task.WhenAll(new[] { "satellites.yaml", "groundlinks.yaml" }.Select(f => File.ReadAllTextAsync(Path.Combine(Repository.Root, "operator", "tests", "data", "cases", name, f)))));

    // A refusal as a gateway words it that knows neither kinds nor what it sees.
    private static async Task<bool> HideWhatIsSeenAsync(TappedRequest request)
    {
        if (!request.Is("PUT", "/contacts/") || request.Is("PUT", "links/"))
        {
            return false;
        }

        var said = new MemoryStream();
        (request.Http.Response.Body, var answer) = (said, request.Http.Response.Body);
        await request.Forward();
        request.Http.Response.Body = answer;
        var body = JsonNode.Parse(said.ToArray())!.AsObject();
        body.Remove("visible");
        body.Remove("type");
        await request.Http.Response.WriteAsync(body.ToJsonString());
        return true;
    }
}

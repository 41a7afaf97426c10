using k8s.Models;
using Orbit.Api.V1Alpha1.GroundLinks;
using Orbit.Api.V1Alpha1.OrbitalInferenceJobs;
using Orbit.Api.V1Alpha1.SatelliteNodes;
using Orbit.ControlPlane.Tests.EndToEnd;
using Orbit.Kubernetes.Objects;

namespace Orbit.ControlPlane.Tests.Reliability.Sieve;

/// <summary>What users and the world do in a run, each step once what it builds on has come about.</summary>
/// <param name="Name">Its name in the names of cases.</param>
/// <param name="ActAsync">The steps. They end when the operator has nothing left to do but to tidy up.</param>
internal sealed record Scenario(string Name, Func<Play, Task> ActAsync)
{
    /// <summary>Together they make every controller write each kind of thing that it writes.</summary>
    public static IReadOnlyList<Scenario> All { get; } = [new("answer", AnswerAsync), new("changes", ChangesAsync), new("trouble", TroubleAsync)];

    // Two jobs are answered; one goes away by itself. A satellite gets a label, is taken out of service, and goes.
    private static async Task AnswerAsync(Play play)
    {
        await play.SubmitAsync("kept", "east", "north", "south");
        await play.SubmitAsync("passing", "west", "south", "south", "work: {duration: 20s}\nttlAfterFinished: 90s");
        await play.PatchAsync<SatelliteNode>("spare", """{"metadata": {"labels": {"fleet": "blue"}}, "spec": {"unschedulable": true}}""");
        await play.World.JobInAsync("kept", JobPhase.Succeeded);
        await play.GoneAsync("passing");
        await play.DeleteAsync<SatelliteNode>("spare");
    }

    // What waits for its contact is deleted, suspended and resumed, loses its pod, its satellite's orbit, its station's time.
    private static async Task ChangesAsync(Play play)
    {
        // One a satellite at last: which of two comes first there would be chance.
        await play.SubmitAsync("parked", "east", "later", "later");
        await play.SubmitAsync("dropped", "east", "later", "later");
        await play.SubmitAsync("moved", "spare", "later", "later");
        await play.SubmitAsync("swung", "west", "later", "later");
        await Task.WhenAll(play.BookedAsync("parked"), play.BookedAsync("dropped"), play.BookedAsync("moved"), play.BookedAsync("swung"));
        await play.DeleteAsync<OrbitalInferenceJob>("dropped");
        await play.PatchAsync<OrbitalInferenceJob>("moved", """{"spec": {"suspend": true}}""");
        await play.World.JobInAsync("moved", JobPhase.Suspended);
        await play.PatchAsync<OrbitalInferenceJob>("moved", """{"spec": {"suspend": false}}""");
        await play.BookedAsync("moved");

        var pods = await play.World.WaitForAllAsync<V1Pod>("default", p => p.Any(OfParked));
        await play.World.Client.DeleteAsync<V1Pod>(NamespacedName.Of(pods.First(OfParked)), new V1DeleteOptions { GracePeriodSeconds = 30 }, CancellationToken.None);
        await play.PatchAsync<SatelliteNode>("west", """{"spec": {"orbit": {"omm": {"meanAnomaly": 180}}}}""");
        await play.World.JobInAsync("swung", JobPhase.Pending);
        var opening = SieveManifests.Opening.AddHours(1);
        await play.PatchAsync<GroundLink>("later", $$"""{"spec": {"maintenance": [{{SieveManifests.Closed(OrbitWorld.MissionStart, opening)}}] } }""");
        await play.BookedAsync("parked", opening);
        await play.BookedAsync("moved", opening);
    }

    // A run is upset on board, a provider cancels a downlink, a deadline passes, a higher priority comes.
    private static async Task TroubleAsync(Play play)
    {
        await play.World.FaultAsync($$"""{"kind": "Upset", "noradId": {{SieveManifests.West}}, "restart": false, "reason": "a latch-up"}""");
        await play.SubmitAsync("low", "east", "gap", "gap", "work: {duration: 20s}\npriority: 1");
        await play.SubmitAsync("failing", "west", "north", "south", "work: {duration: 20s}\nbackoffLimit: 0");
        await play.SubmitAsync("rebooked", "spare", "north", "later");
        await play.SubmitAsync("hopeless", "nowhere", "north", "south", "work: {duration: 20s}\ncompleteWithin: 60s");
        await play.BookedAsync("low");
        await play.SubmitAsync("high", "east", "gap", "gap", "work: {duration: 20s}\npriority: 100");
        var running = await play.World.JobAsync("rebooked", j => j.Status is { Phase: JobPhase.Downlinking, Plan.Downlink: not null } && j.Status.Conditions.IsConditionTrue("Booked"));
        var cancelled = running.Status!.Plan!.Downlink!.Contact;
        await play.World.FaultAsync($$"""{"kind": "ProviderCancellation", "contact": "{{cancelled}}", "reason": "a storm"}""");
        await play.World.JobAsync("rebooked", j => j.Status?.Plan?.Downlink is { } downlink && downlink.Contact != cancelled && j.Status.Conditions.IsConditionTrue("Booked"));
        await play.BookedAsync("high");
        await play.World.JobInAsync("low", JobPhase.Pending);
        await play.World.JobInAsync("failing", JobPhase.Failed);
        await play.World.JobInAsync("hopeless", JobPhase.Failed);
    }

    private static bool OfParked(V1Pod pod) => pod.Metadata.Name!.StartsWith("parked-", StringComparison.Ordinal) && pod.Metadata.DeletionTimestamp is null;
}

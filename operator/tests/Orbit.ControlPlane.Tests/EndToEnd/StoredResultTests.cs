using Microsoft.AspNetCore.Http;
using Orbit.Api.V1Alpha1.OrbitalInferenceJobs;
using Orbit.Api.V1Alpha1.SatelliteNodes;
using Orbit.ControlPlane.Tests.ControlPlane;
using Orbit.Kubernetes.Objects;
using Orbit.Operator.Jobs;
using Orbit.Operator.Scheduling;

namespace Orbit.ControlPlane.Tests.EndToEnd;

/// <summary>An operator stored a result and died before it could say so: whatever became of the downlink, the job is done.</summary>
[Collection(ContactCollection.Name)]
public sealed class StoredResultTests(ControlPlaneFixture controlPlane)
{
    [Fact]
    public async Task IfAResultIsStoredThenNothingThatGatewaysSayKeepsTheJobFromItsEnd()
    {
        await using var tap = await GatewayTap.StartAsync();
        await using var world = await OrbitWorld.StartAsync(controlPlane, rate: 60, tap: tap);
        await world.SubmitAsync("stored", "work: {duration: 5m}");
        var done = await world.JobInAsync("stored", JobPhase.Succeeded);
        await world.KillOperatorAsync();
        var (status, plan) = (done.Status!, done.Status!.Plan!);
        var downlink = plan.Downlink!;
        await world.Client.DeleteAsync<SatelliteNode>(new NamespacedName(plan.Satellite), null, CancellationToken.None);

        // The satellite was heard again since, and has dropped what was acknowledged.
        await StepAsync(plan, isBooked: true, downlink.End.AddMinutes(1), r => r.RefuseIfAsync(r.Is("GET", "/report"), StatusCodes.Status404NotFound));
        await StepAsync(plan, isBooked: true, downlink.End.AddMinutes(1), r => r.RefuseIfAsync(r.Is("DELETE", "/results/"), StatusCodes.Status405MethodNotAllowed));
        await StepAsync(plan, isBooked: true, downlink.End.AddMinutes(2), r => r.RefuseIfAsync(!r.Is("DELETE", "/results/"), StatusCodes.Status503ServiceUnavailable));
        await StepAsync(plan, isBooked: false, downlink.Start.AddSeconds(10), r => r.RefuseIfAsync(r.Is("GET", "/contacts/"), StatusCodes.Status404NotFound));

        // Its gateway was silent for so long that the downlink was given up, and another was planned.
        await StepAsync(plan with { Downlink = null }, isBooked: false, downlink.End.AddHours(1));
        var another = plan with { Downlink = downlink with { Contact = $"{downlink.Contact}-again" } };
        foreach (var isBooked in new[] { false, true })
        {
            var step = await StepAsync(another, isBooked, downlink.Start.AddHours(-1), AnswerAsPlanned);
            step.Status.Plan!.Downlink.Should().BeNull("its antenna is needed no more");
        }

        // By the gateway of `another`, which has not begun.
        async Task<bool> AnswerAsPlanned(TappedRequest request)
        {
            var isContact = request.Is("GET", "/contacts/");
            await (isContact
                ? request.Http.Response.WriteAsJsonAsync(new
                {
                    id = request.Contact,
                    station = downlink.GroundLink,
                    noradId = plan.NoradId,
                    antenna = 0,
                    start = downlink.Start,
                    end = downlink.End,
                    purpose = "Downlink",
                    state = "Scheduled",
                    downlinks = new[] { new { attemptId = plan.AttemptId, state = "Waiting" } },
                })
                : Task.CompletedTask);
            return isContact;
        }

        async Task<JobStep> StepAsync(JobPlan left, bool isBooked, DateTimeOffset now, Func<TappedRequest, Task<bool>>? script = null)
        {
            var (acknowledged, asked) = (0, 0);
            tap.Script = request =>
            {
                acknowledged += request.Is("DELETE", $"/results/{plan.AttemptId}") ? 1 : 0;
                asked += request.Is("PUT", "/") ? 1 : 0;
                return script?.Invoke(request) ?? Task.FromResult(false);
            };
            var conditions = status.Conditions.Where(c => isBooked || c.Type != JobConditions.Booked);
            var actual = status.Actual! with { ComputeStarted = null, ComputeFinished = null, DownlinkStarted = null, DownlinkFinished = null, Completed = null };
            var before = status with { Phase = JobPhase.Downlinking, Plan = left, Result = null, Actual = actual, Conditions = [.. conditions] };

            var taken = await SingleStep.OfAsync(world, done with { Status = before }, new PassingClock(now));

            taken.Status.Phase.Should().Be(JobPhase.Succeeded, taken.Status.Message);
            taken.Status.Result.Should().Be(status.Result);
            taken.Status.Actual.Should().Be(status.Actual);
            taken.Status.Turnaround.Should().Be(status.Turnaround, "it was answered then, not now");
            acknowledged.Should().Be(1, "the gateway at which it came down may let go of it");
            asked.Should().Be(0, "nothing is booked for what is here");
            return taken;
        }
    }
}

using System.Security.Cryptography;
using Microsoft.AspNetCore.Http;
using Orbit.Api.V1Alpha1;
using Orbit.Api.V1Alpha1.OrbitalInferenceJobs;
using Orbit.ControlPlane.Tests.ControlPlane;
using Orbit.Gateway.Client;
using Orbit.Kubernetes.Objects;

namespace Orbit.ControlPlane.Tests.EndToEnd;

/// <summary>A result that is larger than the job allows would be so on every satellite: nothing is tried again.</summary>
[Collection(ContactCollection.Name)]
public sealed class LargeResultTests(ControlPlaneFixture controlPlane)
{
    [Fact]
    public async Task IfAResultIsLargerThanAllowedThenTheJobFailsAtOnceAndNamesTheField()
    {
        await using var tap = await GatewayTap.StartAsync();
        await using var world = await OrbitWorld.StartAsync(controlPlane, rate: 300, await SmallWorlds.OnlyAsync("scs-01-a", "scs-01-e", "scs-01-j", "ksat-svalbard"), tap, start: OrbitWorld.MissionStart.AddHours(7));
        await world.SubmitAsync("wordy", "work: {duration: 30s}\nbackoffLimit: 6\noutput: {maximumSize: \"10\"}");

        var wordy = await world.JobInAsync("wordy", JobPhase.Failed);

        ShouldBeTooLarge(wordy.Status!);
        var log = await world.PhysicalLogAsync();
        log.Runs.Should().ContainSingle("the outcome is certain");
        log.Transmissions.Should().NotContain(t => t.Direction == "Down" && t.Finished, "nothing came down");

        // Neighbour: a satellite that does not look at the limit, so that the gateway has more bytes than the job takes.
        await world.KillOperatorAsync();
        var plan = wordy.Status!.Plan!;
        var downlink = plan.Downlink!;
        var before = wordy with
        {
            Status = wordy.Status with { Phase = JobPhase.Downlinking, Failures = 0, Conditions = [.. wordy.Status.Conditions.Where(c => c.Type is "Booked" or "Scheduled")] },
        };
        ShouldBeTooLarge((await StepAsync(reported: null)).Status);
        var damaged = await StepAsync(reported: 10);
        damaged.Status.Phase.Should().Be(JobPhase.Downlinking, "a copy with more bytes than the satellite computed is a damaged one");
        damaged.Event!.Reason.Should().Be("ResultDamaged");

        Task<Orbit.Operator.Jobs.JobStep> StepAsync(long? reported)
        {
            tap.Script = async request =>
            {
                if (request.Is("GET", "/contacts/"))
                {
                    await request.Http.Response.WriteAsJsonAsync(new
                    {
                        id = request.Contact,
                        station = downlink.GroundLink,
                        noradId = plan.NoradId,
                        antenna = 0,
                        start = downlink.Start,
                        end = downlink.End,
                        purpose = "Downlink",
                        state = "Completed",
                        downlinks = new[] { new { attemptId = plan.AttemptId, state = "Received", sizeBytes = reported } },
                    });
                }
                else if (request.Is("GET", "/results/"))
                {
                    var content = "eleven bytes"u8.ToArray();
                    request.Http.Response.Headers[GatewayClient.HashHeader] = Convert.ToHexStringLower(SHA256.HashData(content));
                    await request.Http.Response.Body.WriteAsync(content);
                }
                else
                {
                    await request.RefuseAsync(StatusCodes.Status404NotFound, "Scripted.");
                }

                return true;
            };
            return SingleStep.OfAsync(world, before, new PassingClock(downlink.End));
        }
    }

    private static void ShouldBeTooLarge(OrbitalInferenceJobStatus status)
    {
        status.Should().BeEquivalentTo(new { Phase = JobPhase.Failed, Failures = 1 });
        status.Message.Should().StartWith("spec.output.maximumSize is 10, and the result of");
        status.Conditions.FindCondition(ConditionTypes.Failed).Should().BeEquivalentTo(new { Status = "True", Reason = "ResultTooLarge" });
    }
}

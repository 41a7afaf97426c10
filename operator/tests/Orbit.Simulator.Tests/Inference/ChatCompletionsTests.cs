using System.Text;
using Orbit.Gateway.Contract;
using Orbit.Simulator.Tests.Support;

namespace Orbit.Simulator.Tests.Inference;

public class ChatCompletionsTests
{
    [Theory]
    [InlineData("")]
    [InlineData("/")]
    [InlineData("/v1")]
    [InlineData("/v1/")]
    public async Task IfAnEndpointIsGivenThenItsAnswerIsTheResultThoughTheWorkTakesItsTime(string path)
    {
        await using var model = await FakeModelEndpoint.StartAsync();
        await using var simulator = await StartAsync(model, path);
        simulator.GoTo(102);
        await simulator.Gateway.GetReportAsync(63982);

        var request = await model.Asked;
        request.GetProperty("model").GetString().Should().Be("qwen3-8b");
        request.GetProperty("max_tokens").GetInt32().Should().Be(600);
        var message = request.GetProperty("messages").EnumerateArray().Single();
        (message.GetProperty("role").GetString(), message.GetProperty("content").GetString()).Should().Be(("user", "Why is the sky blue?"));

        var arrived = NextChange(simulator);
        model.Answer("Rayleigh scattering. 天空");
        await arrived;
        (await simulator.AttemptAsync("a")).Phase.Should().Be(AttemptPhase.Running);

        simulator.GoTo(199);
        (await simulator.AttemptAsync("a")).FinishedAt.Should().Be(SimulatorUnderTest.At(131));
        Encoding.UTF8.GetString((await simulator.Gateway.GetResultAsync("a", 65536))!.Content.Span).Should().Be("Rayleigh scattering. 天空");
    }

    [Fact]
    public async Task IfTheEndpointIsSlowerThanTheSatelliteThenTheRunEndsWhenTheAnswerComes()
    {
        await using var model = await FakeModelEndpoint.StartAsync();
        await using var simulator = await StartAsync(model);
        simulator.GoTo(102);
        await simulator.Gateway.GetReportAsync(63982);
        await model.Asked;

        simulator.GoTo(150);
        (await simulator.AttemptAsync("a")).Phase.Should().Be(AttemptPhase.Running);
        var arrived = NextChange(simulator);
        model.Answer("At last.");
        await arrived;

        var attempt = await simulator.AttemptAsync("a");
        (attempt.Phase, attempt.FinishedAt, attempt.ResultBytes).Should().Be((AttemptPhase.Completed, SimulatorUnderTest.At(150), 8L));
    }

    [Theory]
    [InlineData(503, "{}", "The inference endpoint answered 503 Service Unavailable.")]
    [InlineData(200, "{}", "The inference endpoint answered what is not a chat completion.")]
    [InlineData(200, "[]", "The inference endpoint answered what is not a chat completion.")]
    [InlineData(200, "<html>", "The inference endpoint answered what is not a chat completion.")]
    [InlineData(200, """{"choices":[]}""", "The inference endpoint answered what is not a chat completion.")]
    public async Task IfTheEndpointFailsThenTheAttemptFailsWithTheReason(int status, string body, string reason)
    {
        await using var model = await FakeModelEndpoint.StartAsync();
        await using var simulator = await StartAsync(model);
        simulator.GoTo(102);
        await simulator.Gateway.GetReportAsync(63982);
        var arrived = NextChange(simulator);
        model.Answer(status, body);
        await arrived;

        simulator.GoTo(199);

        var attempt = await simulator.AttemptAsync("a");
        (attempt.Phase, attempt.Reason, attempt.FinishedAt).Should().Be((AttemptPhase.Failed, reason, SimulatorUnderTest.At(131)));
    }

    [Fact]
    public async Task IfTheInputIsAUriThenTheAttemptFailsBecauseItIsNotFetched()
    {
        await using var model = await FakeModelEndpoint.StartAsync();
        await using var simulator = await StartAsync(model, input: new BundleInput { Uri = "s3://images/7" });

        simulator.GoTo(199);

        (await simulator.AttemptAsync("a")).Reason.Should().Contain("does not fetch");
        model.Asked.IsCompleted.Should().BeFalse();
    }

    private static async Task<SimulatorUnderTest> StartAsync(FakeModelEndpoint model, string path = "", BundleInput? input = null)
    {
        var simulator = await SimulatorUnderTest.StartSmallAsync($"--ORBIT_SIMULATOR_INFERENCE_URL={model.Address}{path}");
        await simulator.BookAsync("c", 100, 200);
        var bundle = SimulatorUnderTest.Bundle("a");
        await simulator.Gateway.StageUplinkAsync("c", bundle with { Work = new BundleWork { Tokens = 600 }, Input = input ?? bundle.Input });
        await simulator.Gateway.RequestDownlinkAsync("c", "a");
        return simulator;
    }

    private static Task NextChange(SimulatorUnderTest simulator)
    {
        var changed = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        simulator.World.Changed += (_, _) => changed.TrySetResult();
        return changed.Task;
    }
}

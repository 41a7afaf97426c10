using Orbit.Api.V1Alpha1.OrbitalInferenceJobs;

namespace Orbit.Api.Tests.V1Alpha1;

public class OrbitalInferenceJobSpecTests
{
    private static readonly DateTimeOffset Accepted = new(2026, 8, 22, 0, 0, 0, TimeSpan.Zero);

    private static readonly OrbitalInferenceJobSpec Spec = new()
    {
        Model = "qwen3-8b",
        Input = new JobInput { Inline = "Why?" },
        Work = new JobWork { Tokens = 10 },
    };

    [Fact]
    public void IfNeitherLimitIsGivenThenThereIsNoLatestCompletion() =>
        Spec.LatestCompletion(Accepted).Should().BeNull();

    [Fact]
    public void IfBothLimitsAreGivenThenTheEarlierCounts()
    {
        var both = Spec with { Deadline = Accepted.AddHours(2), CompleteWithin = TimeSpan.FromHours(6) };
        both.LatestCompletion(Accepted).Should().Be(Accepted.AddHours(2));
        (both with { CompleteWithin = TimeSpan.FromHours(1) }).LatestCompletion(Accepted).Should().Be(Accepted.AddHours(1));
    }

    [Fact]
    public void IfOneLimitIsGivenThenItCounts()
    {
        (Spec with { Deadline = Accepted.AddHours(2) }).LatestCompletion(Accepted).Should().Be(Accepted.AddHours(2));
        (Spec with { CompleteWithin = TimeSpan.FromHours(6) }).LatestCompletion(Accepted).Should().Be(Accepted.AddHours(6));
    }

    [Fact]
    public void IfTheTimeAllowedIsBeyondTheCalendarThenItIsNoError() =>
        (Spec with { CompleteWithin = TimeSpan.MaxValue }).LatestCompletion(Accepted).Should().Be(DateTimeOffset.MaxValue);
}

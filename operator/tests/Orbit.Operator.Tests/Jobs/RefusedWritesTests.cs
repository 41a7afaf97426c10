using Orbit.Api.V1Alpha1.OrbitalInferenceJobs;
using Orbit.Operator.Jobs;
using Orbit.Operator.Tests.Support;

namespace Orbit.Operator.Tests.Jobs;

public sealed class RefusedWritesTests
{
    private readonly ManualTimeProvider _wall = new(TestData.Start);
    private readonly OrbitalInferenceJob _job = TestObjects.Job();
    private readonly RefusedWrites _refused;

    public RefusedWritesTests() => _refused = new RefusedWrites(_wall, RefusedWrites.OwnersVersion);

    [Fact]
    public void IfAWriteIsRefusedAgainAndAgainThenThePausesDoubleUpToTwoMinutes()
    {
        var pauses = new List<double>();
        for (var i = 0; i < 6; i++)
        {
            _refused.PauseOf(_job).Should().BeNull();
            var pause = _refused.Refused(_job);
            _refused.PauseOf(_job).Should().Be(pause);
            _wall.Advance(pause);
            pauses.Add(pause.TotalSeconds);
        }

        pauses.Should().Equal(15, 30, 60, 120, 120, 120);
        _refused.Forget(_job.Metadata.Uid!);
        _refused.Refused(_job).Should().Be(TimeSpan.FromSeconds(15));
    }

    [Fact]
    public void IfTheOwnerChangesTheJobThenItIsRetriedAtOnceAndTheOperatorsOwnWritesDoNotCount()
    {
        _refused.Refused(_job);
        _wall.Advance(TimeSpan.FromSeconds(15));
        _refused.Refused(_job);

        _refused.PauseOf(_job.In(JobPhase.Downlinking) with { Metadata = _job.Metadata with { ResourceVersion = "7" } }).Should().Be(TimeSpan.FromSeconds(30));
        var annotated = _job with { Metadata = _job.Metadata with { Annotations = new Dictionary<string, string> { ["mended"] = "yes" } } };
        _refused.PauseOf(annotated).Should().BeNull();
        _refused.Refused(annotated).Should().Be(TimeSpan.FromSeconds(15));
        _refused.PauseOf(annotated with { Metadata = annotated.Metadata with { Generation = 2 } }).Should().BeNull();
    }
}

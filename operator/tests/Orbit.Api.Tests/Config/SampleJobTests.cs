using Orbit.Api.V1Alpha1.OrbitalInferenceJobs;
using Orbit.Api.V1Alpha1.SatelliteNodes;
using Orbit.Kubernetes.Objects;
using Orbit.Kubernetes.Serialization;

namespace Orbit.Api.Tests.Config;

public class SampleJobTests
{
    private static readonly SatelliteNode Satellite =
        RepositoryFiles.ReadObjects<SatelliteNode>("config/constellations/three-body/satellites.yaml")[0];

    [Fact]
    public void TheQuestionTakesThirtySecondsOfComputeOnTheSampleConstellation()
    {
        var job = RepositoryFiles.ReadObjects<OrbitalInferenceJob>("config/samples/qwen3-question.yaml").Should().ContainSingle().Subject;
        var model = Satellite.Spec.Compute.Models.Should().ContainSingle(m => m.Name == job.Spec.Model).Subject;

        (job.Spec.Work.Tokens / model.TokensPerSecond).Should().Be(30);
        job.Metadata.Name.Should().Be("qwen3-question");
        job.Metadata.NamespaceProperty.Should().Be("default");
        job.Spec.Input.Inline.Should().NotBeNullOrWhiteSpace();
        job.Spec.Output.MaximumSize.Should().Be(new Quantity(65536));
        job.Spec.CompleteWithin.Should().Be(TimeSpan.FromHours(6));
    }

    [Fact]
    public void EverySampleJobCanRunOnTheSampleConstellation()
    {
        var files = Directory.GetFiles(RepositoryFiles.PathOf("config/samples"), "*.yaml");
        files.Should().NotBeEmpty();
        foreach (var job in files.SelectMany(RepositoryFiles.ReadObjects<OrbitalInferenceJob>))
        {
            Satellite.Spec.Compute.Models.Should().Contain(m => m.Name == job.Spec.Model, job.Metadata.Name);
            (job.Spec.SatelliteSelector?.Matches(Satellite.Metadata.LabelsOrEmpty()) ?? true).Should().BeTrue(job.Metadata.Name);
        }
    }
}

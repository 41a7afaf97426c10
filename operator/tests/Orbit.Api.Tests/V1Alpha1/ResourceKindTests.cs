using Orbit.Api.V1Alpha1.GroundLinks;
using Orbit.Api.V1Alpha1.OrbitalInferenceJobs;
using Orbit.Api.V1Alpha1.SatelliteNodes;
using Orbit.Kubernetes.Objects;

namespace Orbit.Api.Tests.V1Alpha1;

public class ResourceKindTests
{
    [Fact]
    public void EveryKindStandsInTheGroupUnderItsPlural()
    {
        ResourceKind.Of<SatelliteNode>().Should().Be(new ResourceKind("orbitoperator.io", "v1alpha1", "SatelliteNode", "satellitenodes", false));
        ResourceKind.Of<GroundLink>().Should().Be(new ResourceKind("orbitoperator.io", "v1alpha1", "GroundLink", "groundlinks", false));
        ResourceKind.Of<OrbitalInferenceJob>().Should().Be(new ResourceKind("orbitoperator.io", "v1alpha1", "OrbitalInferenceJob", "orbitalinferencejobs", true));
    }
}

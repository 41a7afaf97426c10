using Orbit.Api.V1Alpha1.SatelliteNodes;
using Orbit.Kubernetes.Admission;
using Orbit.Operator.Snapshots;

namespace Orbit.Operator.Admission;

/// <summary>Refuses satellites whose elements can never be used, and warns of those that can't be used now.</summary>
/// <param name="duplicates">What is there already.</param>
/// <param name="clock">Mission time.</param>
internal sealed class SatelliteNodeValidator(Duplicates duplicates, TimeProvider clock) : IValidator<SatelliteNode>
{
    public ValidationResult Validate(SatelliteNode value, SatelliteNode? old)
    {
        var readiness = SatelliteReadiness.Of(value, health: default, clock.GetUtcNow());
        var problem = readiness.Problem is { } sentence ? [sentence] : Array.Empty<string>();
        // Elements that grew old, or by which the satellite has decayed by now, were right once: a backup that is restored holds such.
        // Those by which it is not in orbit yet will be.
        var isAnotherTime = readiness.Reason is SatelliteReadiness.StaleElements or SatelliteReadiness.Decayed or SatelliteReadiness.NotYetInOrbit;
        return new ValidationResult
        {
            Errors = isAnotherTime ? [] : problem.AsErrors(),
            Warnings =
            [
                .. isAnotherTime ? problem : [],
                .. Bands.Warnings(value.Spec.Radio.Bands, "spec.radio.bands"),
                .. Twins.Warnings(value, duplicates.FirstOf(value), duplicates.OthersOf(value), "spec.noradId is that"),
            ],
        };
    }
}

using Orbit.Api.V1Alpha1.GroundLinks;
using Orbit.Kubernetes.Admission;
using Orbit.Operator.Snapshots;

namespace Orbit.Operator.Admission;

/// <summary>Refuses stations that can't be booked as they are described. Whether a gateway answers is the controller's to find out.</summary>
internal sealed class GroundLinkValidator : IValidator<GroundLink>
{
    public ValidationResult Validate(GroundLink value, GroundLink? old) => new()
    {
        Errors = StationProblems.All(value).AsErrors(),
        Warnings = [.. Bands.Warnings(value.Spec.Bands, "spec.bands")],
    };
}

using Orbit.Api.V1Alpha1.GroundLinks;
using Orbit.Kubernetes.Admission;
using Orbit.Operator.Snapshots;

namespace Orbit.Operator.Admission;

/// <summary>Refuses stations that can't be booked as they are described. Whether a gateway answers is the controller's to find out.</summary>
/// <param name="duplicates">What is there already.</param>
internal sealed class GroundLinkValidator(Duplicates duplicates) : IValidator<GroundLink>
{
    public ValidationResult Validate(GroundLink value, GroundLink? old) => new()
    {
        Errors = StationProblems.All(value).AsErrors(),
        Warnings =
        [
            .. Bands.Warnings(value.Spec.Bands, "spec.bands"),
            .. Twins.Warnings(value, duplicates.FirstOf(value), duplicates.OthersOf(value), "spec.gateway names the station"),
        ],
    };
}

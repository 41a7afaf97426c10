using k8s.Models;
using Orbit.Kubernetes.Admission;

namespace Orbit.Kubernetes.Tests.Admission;

/// <summary>Refuses data under the key <c>bad</c> and a <c>size</c> above 3, warns of <c>odd</c>, and fails on <c>poison</c>.</summary>
public sealed class ConfigMapValidator : IValidator<V1ConfigMap>
{
    public ValidationResult Validate(V1ConfigMap value, V1ConfigMap? old)
    {
        var data = value.Data ?? new Dictionary<string, string>();
        if (data.ContainsKey("poison"))
        {
            throw new InvalidOperationException("poison");
        }

        var errors = new List<FieldError>();
        if (data.ContainsKey("bad"))
        {
            errors.Add(new FieldError("data.bad", "must not be there."));
        }

        if (data.TryGetValue("size", out var size) && int.Parse(size) > 3)
        {
            errors.Add(new FieldError("data.size", $"is {size}; it must be at most 3."));
        }

        if (old?.Data?.ContainsKey("fixed") is true && !data.ContainsKey("fixed"))
        {
            errors.Add(new FieldError("data.fixed", "must not be taken away."));
        }

        return new ValidationResult { Errors = errors, Warnings = data.ContainsKey("odd") ? ["data.odd is odd."] : [] };
    }
}

using k8s;
using k8s.Models;

namespace Orbit.Kubernetes.Admission;

/// <summary>Says what is wrong with an object before it is stored. Called by many requests at once; it has no side effects and looks at nothing slow, because a user's write waits for it.</summary>
/// <typeparam name="T">The kind of object.</typeparam>
public interface IValidator<in T>
    where T : class, IKubernetesObject<V1ObjectMeta>
{
    /// <summary>Judges an object as it is about to be stored.</summary>
    /// <param name="value">The object. A new one may have no name yet, and has no uid.</param>
    /// <param name="old">What is stored now; null for an object that is new.</param>
    /// <remarks>
    /// All errors of <paramref name="value"/> are to be returned, also those that <paramref name="old"/> has: the webhook asks
    /// about the old object too, and lets pass what an update leaves as it was (<see cref="ValidatingWebhook{T}"/>).
    /// </remarks>
    ValidationResult Validate(T value, T? old);
}

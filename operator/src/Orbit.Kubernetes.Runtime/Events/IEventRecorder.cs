using k8s;
using k8s.Models;

namespace Orbit.Kubernetes.Runtime.Events;

/// <summary>Tells people what happened to an object, where <c>kubectl describe</c> shows it.</summary>
public interface IEventRecorder
{
    /// <summary>Records an event. Returns at once and never throws; events may be lost, nothing may depend on them.</summary>
    /// <param name="regarding">What it happened to.</param>
    /// <param name="type">Good or bad.</param>
    /// <param name="reason">Why, one word in upper camel case, such as <c>ContactFailed</c>.</param>
    /// <param name="action">What was done, one word in upper camel case, such as <c>Replanning</c>.</param>
    /// <param name="note">A sentence; cut at 1,024 bytes. Equal sentences are counted together, so leave out what differs each time.</param>
    /// <param name="related">A second object it has to do with.</param>
    void Publish(IKubernetesObject<V1ObjectMeta> regarding, EventType type, string reason, string action, string note, IKubernetesObject<V1ObjectMeta>? related = null);
}

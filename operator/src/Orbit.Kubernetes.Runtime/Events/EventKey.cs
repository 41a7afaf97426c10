using k8s.Models;


namespace Orbit.Kubernetes.Runtime.Events;

/// <summary>What makes two events equal. The references compare by value; an object's version is left out of them.</summary>
internal sealed record EventKey(
    V1ObjectReference Regarding, EventType Type, string Reason, string Action, string Note, V1ObjectReference? Related);

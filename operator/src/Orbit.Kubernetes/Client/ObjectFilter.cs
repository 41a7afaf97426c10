using System.Buffers;

namespace Orbit.Kubernetes.Client;

/// <summary>Whether an object is wanted, judged by its JSON before it is decoded: for what no selector of the API server can say. An object that is refused costs no memory.</summary>
/// <param name="json">The object; valid JSON, and valid only during the call.</param>
/// <remarks>It is asked on each list and event, so it must be quick; it may give another answer for the same object later.</remarks>
public delegate bool ObjectFilter(ReadOnlySequence<byte> json);

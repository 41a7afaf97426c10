using System.Collections.Concurrent;
using Orbit.Kubernetes.Client;
using Orbit.Kubernetes.Runtime.Events;

namespace Orbit.Operator.Hosting;

/// <summary>Tells the owner of an object that can't be read, where <c>kubectl describe</c> shows it: no status or condition can be written of what is not understood.</summary>
internal sealed class UndecodableEvents(IEventRecorder recorder)
{
    // Each list reports an object anew; an event is recorded once for each state that it is stored in.
    private readonly ConcurrentDictionary<string, string> _told = new(StringComparer.Ordinal);

    public void Tell(UndecodableObject problem)
    {
        if (problem.Metadata is not { Name.Length: > 0, Uid: { Length: > 0 } uid, ResourceVersion: { } version })
        {
            return;
        }

        if (!string.Equals(_told.GetValueOrDefault(uid), version, StringComparison.Ordinal))
        {
            _told[uid] = version;
            recorder.Publish(problem, EventType.Warning, "Unreadable", "Decode", $"The operator can't read this object and leaves it alone until it is corrected. {problem.Error}");
        }
    }
}

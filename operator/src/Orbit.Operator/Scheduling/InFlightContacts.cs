namespace Orbit.Operator.Scheduling;

/// <summary>Contacts that stand in a ledger while the plan that names them is still being written, or while their gateway is being asked to extend them: they are no orphans, and what the gateway has of them is about to change.</summary>
internal sealed class InFlightContacts
{
    private readonly Lock _lock = new();
    private readonly HashSet<string> _names = new(StringComparer.Ordinal);

    /// <summary>Whether the contact is being committed or extended at this moment.</summary>
    public bool Contains(string contact)
    {
        lock (_lock)
        {
            return _names.Contains(contact);
        }
    }

    /// <summary>Holds the contacts until the result is disposed.</summary>
    public IDisposable Hold(IReadOnlyList<string> contacts)
    {
        lock (_lock)
        {
            _names.UnionWith(contacts);
        }

        return new Holding(this, contacts);
    }

    private sealed class Holding(InFlightContacts owner, IReadOnlyList<string> contacts) : IDisposable
    {
        public void Dispose()
        {
            lock (owner._lock)
            {
                owner._names.ExceptWith(contacts);
            }
        }
    }
}

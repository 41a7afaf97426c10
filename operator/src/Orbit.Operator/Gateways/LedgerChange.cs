using Orbit.Api.V1Alpha1.GroundLinks;

namespace Orbit.Operator.Gateways;

/// <summary>What became of contacts of a ledger, to be applied to the ledger as it is by then.</summary>
/// <remarks>
/// Contacts that came meanwhile stay. So does one that somebody else has changed meanwhile: what is to become of it was found out
/// from what it no longer is, and is found out anew at the next look.
/// </remarks>
internal sealed class LedgerChange
{
    private readonly Dictionary<string, (BookedContact Before, BookedContact? After)> _changes;

    private LedgerChange(Dictionary<string, (BookedContact Before, BookedContact? After)> changes) => _changes = changes;

    /// <summary>The contacts that were changed or left, from one state of a ledger to another.</summary>
    public static LedgerChange Between(IReadOnlyList<BookedContact> before, IReadOnlyList<BookedContact> after)
    {
        if (ReferenceEquals(before, after))
        {
            return new LedgerChange([]);
        }

        var left = after.ToDictionary(c => c.Name, StringComparer.Ordinal);
        return new LedgerChange(before
            .Select(b => (Before: b, After: left.GetValueOrDefault(b.Name)))
            .Where(c => c.Before != c.After)
            .ToDictionary(c => c.Before.Name, StringComparer.Ordinal));
    }

    /// <summary>The ledger with the change.</summary>
    public IReadOnlyList<BookedContact> ApplyTo(IReadOnlyList<BookedContact> ledger)
    {
        if (_changes.Count == 0)
        {
            return ledger;
        }

        var kept = new List<BookedContact>(ledger.Count);
        foreach (var contact in ledger)
        {
            if (!_changes.TryGetValue(contact.Name, out var change) || change.Before != contact)
            {
                kept.Add(contact);
            }
            else if (change.After is { } changed)
            {
                kept.Add(changed);
            }
        }

        return kept;
    }
}

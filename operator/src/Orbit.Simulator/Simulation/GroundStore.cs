namespace Orbit.Simulator.Simulation;

/// <summary>The results that are on the ground, kept until they are acknowledged. Not safe for concurrent use.</summary>
internal sealed class GroundStore
{
    private readonly Dictionary<string, (byte[] Content, string Sha256)> _results = new(StringComparer.Ordinal);
    private readonly HashSet<string> _acknowledged = new(StringComparer.Ordinal);

    /// <summary>Keeps a result; one that is acknowledged already is not kept again.</summary>
    public void Keep(string attemptId, byte[] content, string sha256)
    {
        if (!_acknowledged.Contains(attemptId))
        {
            _results[attemptId] = (content, sha256);
        }
    }

    /// <summary>The result of an attempt; null when it isn't here.</summary>
    public (byte[] Content, string Sha256)? Find(string attemptId) => _results.TryGetValue(attemptId, out var result) ? result : null;

    /// <summary>Whether the result of an attempt is acknowledged.</summary>
    public bool IsAcknowledged(string attemptId) => _acknowledged.Contains(attemptId);

    /// <summary>Lets go of a result; returns whether it is, or was, here.</summary>
    public bool Acknowledge(string attemptId)
    {
        if (_results.Remove(attemptId))
        {
            _acknowledged.Add(attemptId);
        }

        return _acknowledged.Contains(attemptId);
    }
}

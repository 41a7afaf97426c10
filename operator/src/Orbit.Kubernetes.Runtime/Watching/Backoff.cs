namespace Orbit.Kubernetes.Runtime.Watching;

/// <summary>Waits between failures: a limit that doubles, and anything up to it, so that many clients don't return together.</summary>
internal sealed class Backoff
{
    private readonly TimeSpan _first;
    private readonly TimeSpan _longest;
    private readonly Random _random;
    private TimeSpan _limit;

    public Backoff(TimeSpan first, TimeSpan longest, Random random)
    {
        _first = first;
        _longest = longest;
        _random = random;
        _limit = first;
    }

    public TimeSpan Next()
    {
        var wait = _limit * _random.NextDouble();
        _limit = _limit * 2 < _longest ? _limit * 2 : _longest;
        return wait;
    }

    public void Reset() => _limit = _first;
}

namespace Orbit.Visibility.Contacts;

/// <summary>What one piece of a search found: the crossings and peaks of all sites, by site and then by time.</summary>
internal sealed class PassMarks
{
    private Crossing[] _crossings = new Crossing[256];
    private Peak[] _peaks = new Peak[256];
    private bool[] _startsAbove = [];
    private int _crossingCount;
    private int _peakCount;

    /// <summary>The edges.</summary>
    public Span<Crossing> Crossings => _crossings.AsSpan(0, _crossingCount);

    /// <summary>The greatest elevations.</summary>
    public Span<Peak> Peaks => _peaks.AsSpan(0, _peakCount);

    /// <summary>Whether the satellite is above a site's mask as the piece begins.</summary>
    public ref bool StartsAbove(int site) => ref _startsAbove[site];

    /// <summary>Forgets what was found, and makes room for this many sites.</summary>
    public void Clear(int sites)
    {
        if (_startsAbove.Length < sites)
        {
            _startsAbove = new bool[sites];
        }

        _startsAbove.AsSpan(0, sites).Clear();
        _crossingCount = 0;
        _peakCount = 0;
    }

    /// <summary>Adds a crossing.</summary>
    public void Add(Crossing crossing) => Next(ref _crossings, ref _crossingCount) = crossing;

    /// <summary>Adds a peak.</summary>
    public void Add(Peak peak) => Next(ref _peaks, ref _peakCount) = peak;

    /// <summary>Takes back the crossings from this one on.</summary>
    public void TakeBackCrossings(int from) => _crossingCount = from;

    private static ref T Next<T>(ref T[] items, ref int count)
    {
        if (count == items.Length)
        {
            Array.Resize(ref items, 2 * count);
        }

        return ref items[count++];
    }
}

using System.Runtime.InteropServices;
using Orbit.Astrodynamics.Sgp4;
using Orbit.Visibility.Intervals;

namespace Orbit.Visibility.Contacts;

/// <summary>Finds the passes of many satellites over many sites, satellite by satellite, and keeps none of them.</summary>
/// <remarks>
/// What is found is as <see cref="PassFinder"/> says, and the same on any number of threads. Besides what the caller keeps, the
/// memory is that of the passes of one satellite a thread, so a fleet of any size streams through. A satellite that cannot
/// be propagated has no passes, and disturbs no other. What a sink throws ends the search; from several threads it comes in an
/// <see cref="AggregateException"/>.
/// </remarks>
public static class FleetPassFinder
{
    // Satellites that a thread takes at a time: few, so that the threads end together.
    private const int Share = 4;

    /// <summary>The passes of each satellite of a list.</summary>
    /// <param name="satellites">The satellites.</param>
    /// <param name="sites">The sites with their masks.</param>
    /// <param name="span">The span to search; an empty one has no passes.</param>
    /// <param name="sink">Is called once for each satellite; in the list's order on one thread, in any order and concurrently on several.</param>
    /// <param name="degreeOfParallelism">Most threads to use, 1 or more.</param>
    /// <param name="cancellationToken">Ends the search before the next satellite.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="degreeOfParallelism"/> is less than 1.</exception>
    /// <exception cref="OperationCanceledException">The search was cancelled.</exception>
    public static void Find(
        IReadOnlyList<Sgp4Propagator> satellites,
        SiteSet sites,
        Interval span,
        PassSink sink,
        int degreeOfParallelism = 1,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(satellites);
        Find(satellites.Count, index => satellites[index], sites, span, sink, degreeOfParallelism, cancellationToken);
    }

    /// <summary>
    /// The passes of each satellite of a fleet that is made on the way, such as one too large to be kept.
    /// </summary>
    /// <param name="count">Number of satellites.</param>
    /// <param name="satellite">
    /// Makes the satellite at an index, or null if there is none, which then has no passes; called by the thread that searches it.
    /// </param>
    /// <param name="sites">The sites with their masks.</param>
    /// <param name="span">The span to search; an empty one has no passes.</param>
    /// <param name="sink">Is called once for each index; in order on one thread, in any order and concurrently on several.</param>
    /// <param name="degreeOfParallelism">Most threads to use, 1 or more.</param>
    /// <param name="cancellationToken">Ends the search before the next satellite.</param>
    /// <exception cref="ArgumentOutOfRangeException">
    /// <paramref name="count"/> is negative, or <paramref name="degreeOfParallelism"/> less than 1.
    /// </exception>
    /// <exception cref="OperationCanceledException">The search was cancelled.</exception>
    public static void Find(
        int count,
        Func<int, Sgp4Propagator?> satellite,
        SiteSet sites,
        Interval span,
        PassSink sink,
        int degreeOfParallelism = 1,
        CancellationToken cancellationToken = default)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        ArgumentNullException.ThrowIfNull(satellite);
        ArgumentNullException.ThrowIfNull(sites);
        ArgumentNullException.ThrowIfNull(sink);
        ArgumentOutOfRangeException.ThrowIfLessThan(degreeOfParallelism, 1);
        var next = 0L;
        if (degreeOfParallelism == 1)
        {
            Work(null);
            return;
        }

        var options = new ParallelOptions { MaxDegreeOfParallelism = degreeOfParallelism, CancellationToken = cancellationToken };
        Parallel.For(0, degreeOfParallelism, options, (_, state) => Work(state));

        void Work(ParallelLoopState? state)
        {
            var search = new PassSearch();
            var found = new List<SitePass>();
            for (long first; (first = Interlocked.Add(ref next, Share) - Share) < count && state?.ShouldExitCurrentIteration is not true;)
            {
                for (var k = (int)first; k < Math.Min(count, first + Share); k++)
                {
                    cancellationToken.ThrowIfCancellationRequested();
                    FindOne(search, found, k);
                }
            }
        }

        void FindOne(PassSearch search, List<SitePass> found, int index)
        {
            found.Clear();
            if (satellite(index) is { } propagator)
            {
                search.Find(propagator, sites, span, found);
            }

            sink(index, CollectionsMarshal.AsSpan(found));
        }
    }
}

using System.Collections.Concurrent;
using System.Net;
using System.Text;

namespace Orbit.Faults.Traffic;

/// <summary>Faults by chance that a seed repeats: what happens to the n-th request of a sort depends on the seed, the sort and n alone, not on what else was under way.</summary>
/// <param name="seed">To be printed by the test, so that a failure can be repeated.</param>
/// <param name="mix">How often what happens.</param>
public sealed class SeededFaults(int seed, FaultMix mix) : TrafficHook
{
    private readonly ConcurrentDictionary<string, int> _seen = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, int> _injected = new(StringComparer.Ordinal);

    /// <summary>What happened how often, such as <c>LostAnswer: 12</c>.</summary>
    public IReadOnlyDictionary<string, int> Injected => _injected;

    /// <inheritdoc/>
    public override ValueTask<Fault> OnRequestAsync(ApiCall call, CancellationToken cancellationToken)
    {
        var draw = Draw("request", call);
        return new ValueTask<Fault>(
            Takes(ref draw, mix.TooManyRequests, nameof(FaultMix.TooManyRequests)) ? Fault.Answer(HttpStatusCode.TooManyRequests, 1)
            : Takes(ref draw, mix.InternalError, nameof(FaultMix.InternalError)) ? Fault.Answer(HttpStatusCode.InternalServerError)
            : Takes(ref draw, mix.LostRequest, nameof(FaultMix.LostRequest)) ? Fault.Break
            : call.Verb == ApiVerb.Watch && Takes(ref draw, mix.Gone, nameof(FaultMix.Gone)) ? Fault.Answer(HttpStatusCode.Gone)
            : Fault.None);
    }

    /// <inheritdoc/>
    public override async ValueTask<Fault> OnAnswerAsync(ApiCall call, int status, CancellationToken cancellationToken)
    {
        var draw = Draw("answer", call);
        if (Takes(ref draw, mix.LostAnswer, nameof(FaultMix.LostAnswer)))
        {
            return Fault.Break;
        }

        if (Takes(ref draw, mix.Delay, nameof(FaultMix.Delay)))
        {
            await Task.Delay(mix.LongestDelay * Draw("delay", call), TimeProvider.System, cancellationToken);
        }

        return Fault.None;
    }

    /// <inheritdoc/>
    public override ValueTask<Fault> OnWatchEventAsync(ApiCall call, WatchedEvent watched, CancellationToken cancellationToken)
    {
        var draw = Draw("event", call);
        return new ValueTask<Fault>(
            Takes(ref draw, mix.BrokenWatch, nameof(FaultMix.BrokenWatch)) ? Fault.BreakMidway
            : Takes(ref draw, mix.GoneInWatch, nameof(FaultMix.GoneInWatch)) ? Fault.Answer(HttpStatusCode.Gone)
            : Fault.None);
    }

    /// <summary>A number from 0 to 1 for the next of its sort.</summary>
    private double Draw(string of, ApiCall call)
    {
        var sort = $"{of} {call.Verb} {call.Resource}/{call.Subresource}";
        var number = _seen.AddOrUpdate(sort, 1, static (_, n) => n + 1);
        return new Random(Hash($"{seed} {sort} {number}")).NextDouble();
    }

    private bool Takes(ref double draw, double share, string name)
    {
        var takes = draw >= 0 && draw < share;
        draw -= share;
        if (takes)
        {
            _injected.AddOrUpdate(name, 1, static (_, n) => n + 1);
        }

        return takes;
    }

    // FNV-1a, because string.GetHashCode differs from process to process; then Murmur's last step, because Random begins
    // alike for seeds that are alike, and faults would come in flocks.
    private static int Hash(string text)
    {
        var hash = Encoding.UTF8.GetBytes(text).Aggregate(2166136261u, static (hash, b) => (hash ^ b) * 16777619u);
        hash = (hash ^ (hash >> 16)) * 0x85ebca6bu;
        hash = (hash ^ (hash >> 13)) * 0xc2b2ae35u;
        return (int)(hash ^ (hash >> 16));
    }
}

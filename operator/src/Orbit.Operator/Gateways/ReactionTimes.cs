using System.Collections.Concurrent;

namespace Orbit.Operator.Gateways;

/// <summary>How long it takes, by gateway, from planning until the gateway holds what was planned; wall time. Safe for concurrent use.</summary>
/// <remarks>
/// No contact is planned to begin earlier than that. Too little loses the contact; too much delays an answer by as much. What
/// was measured says it: a high quantile of the last plans, which follows a machine or a gateway that grows slow within a
/// few plans, and comes back when it is fast again.
/// </remarks>
internal sealed class ReactionTimes
{
    /// <summary>The shortest reaction that is planned with: two writes to the API server and three requests to a near gateway.</summary>
    public static readonly TimeSpan Floor = TimeSpan.FromMilliseconds(500);

    /// <summary>Planned with until a gateway has been measured: a process that has just started takes longer for everything.</summary>
    public static readonly TimeSpan Unmeasured = TimeSpan.FromSeconds(2);

    /// <summary>The longest: a gateway that needs more than that is out of order, and must not push plans out of the horizon.</summary>
    public static readonly TimeSpan Most = TimeSpan.FromMinutes(1);

    private const int Kept = 64;
    private const double Quantile = 0.95;

    // What was measured is what others will need, give or take.
    private const double Room = 1.25;

    // What a refusal has added is given back with each plan that was in time.
    private const double KeptAfterPlan = 0.9;

    private readonly ConcurrentDictionary<string, Measured> _byGateway = new(StringComparer.Ordinal);

    /// <summary>The reaction to plan with at the gateway with this address.</summary>
    public TimeSpan Of(string gateway) => _byGateway.TryGetValue(gateway, out var measured) ? measured.Reaction : Unmeasured;

    /// <summary>A plan was handed over to the gateway, <paramref name="elapsed"/> after its planning began.</summary>
    public void Record(string gateway, TimeSpan elapsed) => Of(gateway, m => m.Add(elapsed));

    /// <summary>The gateway refused a booking because it came too late: what is planned next gets twice the room, at least.</summary>
    public void RecordTooLate(string gateway, TimeSpan elapsed) => Of(gateway, m => m.AddTooLate(elapsed));

    private void Of(string gateway, Action<Measured> record) => record(_byGateway.GetOrAdd(gateway, _ => new Measured()));

    private sealed class Measured
    {
        private readonly Lock _lock = new();
        private readonly Queue<TimeSpan> _latest = new(Kept);
        private TimeSpan _afterRefusal;

        public TimeSpan Reaction { get; private set; } = Unmeasured;

        public void Add(TimeSpan elapsed)
        {
            lock (_lock)
            {
                _afterRefusal *= KeptAfterPlan;
                Measure(elapsed);
            }
        }

        public void AddTooLate(TimeSpan elapsed)
        {
            lock (_lock)
            {
                var twice = Reaction * 2;
                _afterRefusal = twice > elapsed * Room ? twice : elapsed * Room;
                Measure(elapsed);
            }
        }

        private void Measure(TimeSpan elapsed)
        {
            if (_latest.Count == Kept)
            {
                _latest.Dequeue();
            }

            _latest.Enqueue(elapsed);
            var sorted = _latest.Order().ToArray();
            var quantile = sorted[(int)Math.Ceiling(Quantile * sorted.Length) - 1] * Room;
            var needed = quantile > _afterRefusal ? quantile : _afterRefusal;
            Reaction = needed < Floor ? Floor : needed > Most ? Most : needed;
        }
    }
}

using System.Globalization;
using Orbit.Gateway.Contract;

namespace Orbit.Operator.Jobs;

/// <summary>When an attempt was received and computed on board and its result came down, mission time; null where nobody has said it.</summary>
internal sealed record AttemptTimes
{
    private const string Prefix = "orbitoperator.io/";

    /// <summary>When its bundle was on board.</summary>
    public DateTimeOffset? Received { get; init; }

    /// <summary>When its work began.</summary>
    public DateTimeOffset? ComputeStarted { get; init; }

    /// <summary>When its work was done.</summary>
    public DateTimeOffset? ComputeFinished { get; init; }

    /// <summary>When its result began to come down.</summary>
    public DateTimeOffset? DownlinkStarted { get; init; }

    /// <summary>When its result was down.</summary>
    public DateTimeOffset? DownlinkFinished { get; init; }

    /// <summary>What its satellite and the gateway say.</summary>
    public static AttemptTimes Of(AttemptReport? report, DownlinkTransfer transfer) => new()
    {
        Received = report?.ReceivedAt,
        ComputeStarted = report?.StartedAt,
        ComputeFinished = report?.FinishedAt,
        DownlinkStarted = transfer.StartedAt,
        DownlinkFinished = transfer.FinishedAt,
    };

    /// <summary>What the annotations of an object say that <see cref="Annotations"/> were written to.</summary>
    public static AttemptTimes Of(IReadOnlyDictionary<string, string> annotations)
    {
        return new AttemptTimes
        {
            Received = Read("received-on-board"),
            ComputeStarted = Read("compute-started"),
            ComputeFinished = Read("compute-finished"),
            DownlinkStarted = Read("downlink-started"),
            DownlinkFinished = Read("downlink-finished"),
        };

        DateTimeOffset? Read(string name) =>
            annotations.TryGetValue(Prefix + name, out var text) && DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var instant)
                ? instant
                : null;
    }

    /// <summary>As annotations of the object that holds the result.</summary>
    public Dictionary<string, string> Annotations()
    {
        var annotations = new Dictionary<string, string>(StringComparer.Ordinal);
        Add("received-on-board", Received);
        Add("compute-started", ComputeStarted);
        Add("compute-finished", ComputeFinished);
        Add("downlink-started", DownlinkStarted);
        Add("downlink-finished", DownlinkFinished);
        return annotations;

        void Add(string name, DateTimeOffset? instant)
        {
            if (instant is { } known)
            {
                annotations[Prefix + name] = known.ToUniversalTime().ToString("yyyy-MM-dd'T'HH:mm:ss.FFFFFFF'Z'", CultureInfo.InvariantCulture);
            }
        }
    }
}

using System.Globalization;
using Orbit.Gateway.Contract;

namespace Orbit.Operator.Jobs;

/// <summary>When an attempt was received and computed on board, mission time; null where its satellite has not said it.</summary>
internal sealed record OnboardTimes(DateTimeOffset? Received, DateTimeOffset? ComputeStarted, DateTimeOffset? ComputeFinished)
{
    private const string ReceivedAnnotation = "orbitoperator.io/received-on-board";
    private const string ComputeStartedAnnotation = "orbitoperator.io/compute-started";
    private const string ComputeFinishedAnnotation = "orbitoperator.io/compute-finished";

    /// <summary>Nothing was said.</summary>
    public static OnboardTimes Unknown { get; } = new(null, null, null);

    /// <summary>What a report says; <see cref="Unknown"/> when it says nothing of the attempt.</summary>
    public static OnboardTimes Of(AttemptReport? report) =>
        report is null ? Unknown : new OnboardTimes(report.ReceivedAt, report.StartedAt, report.FinishedAt);

    /// <summary>What the annotations of an object say that <see cref="Annotations"/> were written to.</summary>
    public static OnboardTimes Of(IReadOnlyDictionary<string, string> annotations)
    {
        return new OnboardTimes(Read(ReceivedAnnotation), Read(ComputeStartedAnnotation), Read(ComputeFinishedAnnotation));

        DateTimeOffset? Read(string name) =>
            annotations.TryGetValue(name, out var text) && DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var instant)
                ? instant
                : null;
    }

    /// <summary>As annotations of the object that holds the result.</summary>
    public Dictionary<string, string> Annotations()
    {
        var annotations = new Dictionary<string, string>(StringComparer.Ordinal);
        Add(ReceivedAnnotation, Received);
        Add(ComputeStartedAnnotation, ComputeStarted);
        Add(ComputeFinishedAnnotation, ComputeFinished);
        return annotations;

        void Add(string name, DateTimeOffset? instant)
        {
            if (instant is { } known)
            {
                annotations[name] = known.ToUniversalTime().ToString("yyyy-MM-dd'T'HH:mm:ss.FFFFFFF'Z'", CultureInfo.InvariantCulture);
            }
        }
    }
}

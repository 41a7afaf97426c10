using System.Security.Cryptography;
using Orbit.Gateway.Contract;

namespace Orbit.Simulator.Simulation;

/// <summary>An attempt on board a satellite.</summary>
internal sealed class OnboardAttempt(Bundle bundle, TimeSpan computeTime, DateTimeOffset receivedAt)
{
    public Bundle Bundle { get; } = bundle;

    public string AttemptId => Bundle.AttemptId;

    /// <summary>When it is to start, as planned; at its arrival where the bundle names no instant.</summary>
    public DateTimeOffset PlannedStart { get; } = bundle.PlannedStart ?? receivedAt;

    /// <summary>How long it takes on one accelerator.</summary>
    public TimeSpan ComputeTime { get; } = computeTime;

    public AttemptPhase Phase { get; private set; }

    public DateTimeOffset? FinishedAt { get; private set; }

    public byte[]? Result { get; private set; }

    /// <summary>Why it failed or was restarted.</summary>
    public string? Reason { get; private set; }

    private AttemptFailureCause? Cause { get; set; }

    private DateTimeOffset ReceivedAt { get; } = receivedAt;

    private DateTimeOffset? StartedAt { get; set; }

    private string? Sha256 { get; set; }

    public void Start(DateTimeOffset at)
    {
        Phase = AttemptPhase.Running;
        StartedAt = at;
    }

    /// <summary>Goes back to its place in the queue.</summary>
    public void Requeue(string reason)
    {
        Phase = AttemptPhase.Queued;
        StartedAt = null;
        Reason = reason;
    }

    public void Complete(DateTimeOffset at, byte[] result)
    {
        Phase = AttemptPhase.Completed;
        FinishedAt = at;
        Result = result;
        Sha256 = Convert.ToHexStringLower(SHA256.HashData(result));
    }

    public void Fail(DateTimeOffset at, string reason, AttemptFailureCause? cause = null)
    {
        Phase = AttemptPhase.Failed;
        FinishedAt = at;
        Reason = reason;
        Cause = cause;
    }

    public AttemptReport ToReport() => new()
    {
        AttemptId = AttemptId,
        Phase = Phase,
        ReceivedAt = ReceivedAt,
        StartedAt = StartedAt,
        FinishedAt = FinishedAt,
        ResultBytes = Result?.Length,
        Sha256 = Sha256,
        Cause = Cause,
        Reason = Reason,
    };
}

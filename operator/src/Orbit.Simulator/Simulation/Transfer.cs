using System.Security.Cryptography;
using Orbit.Gateway.Contract;

namespace Orbit.Simulator.Simulation;

/// <summary>A bundle going up or a result coming down in one contact.</summary>
/// <remarks>
/// What is left is counted in bit·ticks (bits times the ticks of a second) as a decimal, so that the instant of the last
/// bit does not depend on how often or at which instants the progress was taken.
/// </remarks>
internal sealed class Transfer(string attemptId, TransferDirection direction, Bundle? bundle = null)
{
    /// <summary>Greatest size, bytes; it keeps <see cref="_bitTicksLeft"/> exact.</summary>
    public const long MaximumBytes = 1_000_000_000_000_000;

    /// <summary>Longer than any contact.</summary>
    private static readonly TimeSpan Never = TimeSpan.FromDays(3650);

    private decimal _bitTicksLeft;

    public string AttemptId { get; } = attemptId;

    public TransferDirection Direction { get; } = direction;

    /// <summary>What goes up; null for a result.</summary>
    public Bundle? Bundle { get; } = bundle;

    public TransferState State { get; private set; }

    public long? SizeBytes { get; private set; } = bundle?.SizeBytes;

    public DateTimeOffset? StartedAt { get; private set; }

    public DateTimeOffset? FinishedAt { get; private set; }

    public string? Reason { get; private set; }

    public string? Sha256 { get; private set; }

    /// <summary>What comes down; null before it has begun, and for a bundle.</summary>
    public byte[]? Result { get; private set; }

    /// <summary>The first bit goes out.</summary>
    /// <param name="at">When.</param>
    /// <param name="result">What comes down; null for a bundle.</param>
    public void Begin(DateTimeOffset at, byte[]? result = null)
    {
        State = TransferState.Moving;
        StartedAt = at;
        Result = result;
        SizeBytes ??= result!.Length;
        _bitTicksLeft = (decimal)SizeBytes.Value * 8 * TimeSpan.TicksPerSecond;
    }

    /// <summary>Lets <paramref name="span"/> pass at a rate; returns whether the last bit is over.</summary>
    public bool Move(TimeSpan span, decimal bitsPerSecond)
    {
        _bitTicksLeft -= span.Ticks * bitsPerSecond;
        return _bitTicksLeft <= 0;
    }

    /// <summary>How long what is left takes, to the tick at which the last bit is over; null when nothing moves.</summary>
    public TimeSpan? TimeLeft(decimal bitsPerSecond)
    {
        if (_bitTicksLeft <= 0)
        {
            return TimeSpan.Zero;
        }

        if (bitsPerSecond <= 0)
        {
            return null;
        }

        var ticks = decimal.Ceiling(_bitTicksLeft / bitsPerSecond);

        // The quotient has 28 digits; a product that falls short shows that it was rounded down.
        if (ticks * bitsPerSecond < _bitTicksLeft)
        {
            ticks++;
        }

        return ticks < Never.Ticks ? TimeSpan.FromTicks((long)ticks) : null;
    }

    public void Complete(DateTimeOffset at)
    {
        State = TransferState.Done;
        FinishedAt = at;
        Sha256 = Result is null ? null : Convert.ToHexStringLower(SHA256.HashData(Result));
    }

    public void Fail(DateTimeOffset at, string reason)
    {
        State = TransferState.Failed;
        FinishedAt = at;
        Reason = reason;
    }

    public UplinkTransfer ToUplink() => new()
    {
        AttemptId = AttemptId,
        SizeBytes = SizeBytes ?? 0,
        State = State switch
        {
            TransferState.Waiting => UplinkState.Waiting,
            TransferState.Moving => UplinkState.Sending,
            TransferState.Done => UplinkState.Delivered,
            _ => UplinkState.Failed,
        },
        StartedAt = StartedAt,
        FinishedAt = FinishedAt,
        Reason = Reason,
    };

    public DownlinkTransfer ToDownlink() => new()
    {
        AttemptId = AttemptId,
        SizeBytes = SizeBytes,
        Sha256 = Sha256,
        State = State switch
        {
            TransferState.Waiting => DownlinkState.Waiting,
            TransferState.Moving => DownlinkState.Receiving,
            TransferState.Done => DownlinkState.Received,
            _ => DownlinkState.Failed,
        },
        StartedAt = StartedAt,
        FinishedAt = FinishedAt,
        Reason = Reason,
    };
}

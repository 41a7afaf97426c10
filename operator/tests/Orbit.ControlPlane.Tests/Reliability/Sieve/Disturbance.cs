using System.Net;
using Orbit.Faults.Traffic;

namespace Orbit.ControlPlane.Tests.Reliability.Sieve;

/// <summary>Disturbs a run once, at one write or event, as a case says.</summary>
internal sealed class Disturbance(SieveCase disturbed) : Observer
{
    // Longer than the operator waits for its own writes to show up: beyond that it acts on what it has.
    private static readonly TimeSpan LongestHold = TimeSpan.FromSeconds(7);
    private static readonly TimeSpan Stillness = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(50);
    private const int MostWrites = 15;

    private readonly Lock _lock = new();
    private string? _behind;
    private int _reached;

    /// <summary>Whether the write or event came up.</summary>
    public bool IsReached => Volatile.Read(ref _reached) == 1;

    /// <inheritdoc/>
    protected override async ValueTask<Fault> OnWriteAsync(ApiCall call, string name, CancellationToken cancellationToken)
    {
        if (!Is(Perturbation.KilledBefore, name))
        {
            return Fault.None;
        }

        await KillAsync();
        return Fault.Break;
    }

    /// <inheritdoc/>
    protected override async ValueTask<Fault> OnWrittenAsync(ApiCall call, string name, CancellationToken cancellationToken)
    {
        if (!Is(Perturbation.KilledAfter, name))
        {
            return Fault.None;
        }

        await KillAsync();
        return Fault.Break;
    }

    /// <inheritdoc/>
    protected override async ValueTask<Fault> OnEventAsync(ApiCall call, string name, CancellationToken cancellationToken)
    {
        if (Is(Perturbation.Missed, name))
        {
            Behind = call.Resource;
            return Fault.Answer(HttpStatusCode.Gone);
        }

        if (Is(Perturbation.KilledThenStale, name))
        {
            Behind = call.Resource;
            await KillAsync();
            return Fault.Break;
        }

        if (Is(Perturbation.Stale, name))
        {
            Behind = call.Resource;
        }

        if (call.Resource == Behind && disturbed.Perturbation is not Perturbation.Missed)
        {
            await HoldAsync(cancellationToken);
        }

        return Fault.None;
    }

    /// <inheritdoc/>
    /// <remarks>
    /// Lists are quorum reads, which never are stale: one that is asked for meanwhile is held back, not answered with the past.
    /// Only the first of a new operator passes, for it has seen nothing before.
    /// </remarks>
    protected override async ValueTask<Fault> OnOtherRequestAsync(ApiCall call, CancellationToken cancellationToken)
    {
        if (call.Verb is ApiVerb.List && call.Resource == Behind && disturbed.Perturbation is not Perturbation.KilledThenStale)
        {
            await HoldAsync(cancellationToken);
        }

        return Fault.None;
    }

    private string? Behind
    {
        get
        {
            lock (_lock)
            {
                return _behind;
            }
        }

        set
        {
            lock (_lock)
            {
                _behind = value;
            }
        }
    }

    private bool Is(Perturbation perturbation, string name) =>
        disturbed.Perturbation == perturbation && name == disturbed.At && Interlocked.Exchange(ref _reached, 1) == 0;

    private async Task KillAsync() => await (await World).CrashOperatorAsync();

    // Until the world stands still for want of news, has gone on for long without it, or has written a good deal.
    private async Task HoldAsync(CancellationToken cancellationToken)
    {
        var (began, written) = (TimeProvider.System.GetTimestamp(), Writes.Count);
        while (TimeProvider.System.GetElapsedTime(began) is var held && held < LongestHold && Writes.Count - written < MostWrites
            && (Quiet < Stillness || held < disturbed.LeastHold))
        {
            await Task.Delay(Look, TimeProvider.System, cancellationToken);
        }

        Behind = null;
    }
}

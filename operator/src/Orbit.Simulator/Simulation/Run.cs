using Orbit.Simulator.Faults;
using Orbit.Simulator.Inference;
using Orbit.Simulator.Log;

namespace Orbit.Simulator.Simulation;

/// <summary>One run of an attempt on an accelerator.</summary>
internal sealed class Run(OnboardAttempt attempt, DateTimeOffset start, Action<Func<RunRecord, RunRecord>> log) : IDisposable
{
    private readonly CancellationTokenSource _stop = new();

    public OnboardAttempt Attempt { get; } = attempt;

    public DateTimeOffset Start { get; } = start;

    /// <summary>The end that the work and the satellite's speed give; an inference endpoint may take longer.</summary>
    public DateTimeOffset PlannedEnd { get; } = start + attempt.ComputeTime;

    /// <summary>What the model answered; null while it hasn't.</summary>
    public InferenceOutcome? Answer { get; private set; }

    /// <summary>When the run ends; null while the answer is awaited.</summary>
    public DateTimeOffset? End { get; private set; }

    /// <summary>The upset that will strike this run, unless it is cleared before.</summary>
    public Fault? Upset { get; set; }

    /// <summary>Cancelled when the run is over.</summary>
    public CancellationToken Stopped => _stop.Token;

    public void Answered(InferenceOutcome answer, DateTimeOffset at)
    {
        Answer = answer;
        End = at > PlannedEnd ? at : PlannedEnd;
    }

    public void Close(DateTimeOffset at, RunOutcome outcome)
    {
        log(record => record with { End = at, Outcome = outcome });
        _stop.Cancel();
        Dispose();
    }

    public void Dispose() => _stop.Dispose();
}

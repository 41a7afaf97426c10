using System.Text;
using Orbit.Gateway.Contract;
using Orbit.Simulator.Constellations;
using Orbit.Simulator.Faults;
using Orbit.Simulator.Inference;
using Orbit.Simulator.Log;

namespace Orbit.Simulator.Simulation;

/// <summary>
/// A satellite's computer: a queue in the order of arrival or of the planned starts, and one attempt an accelerator, which
/// rests after each. Not safe for concurrent use; time comes in as an argument and never goes back.
/// </summary>
internal sealed class SimulatedSatellite(
    SatelliteModel model,
    IInference inference,
    FaultBook faults,
    PhysicalLog log,
    Action<SimulatedSatellite, Run, InferenceOutcome> answered)
{
    /// <summary>How long a failed attempt stays in the reports.</summary>
    private static readonly TimeSpan FailureRetention = TimeSpan.FromDays(1);

    /// <summary>Keeps instants in range whatever work is asked for.</summary>
    private static readonly TimeSpan LongestRun = TimeSpan.FromDays(3650);

    private readonly List<OnboardAttempt> _attempts = [];
    private readonly HashSet<string> _everReceived = new(StringComparer.Ordinal);
    private readonly Run?[] _accelerators = new Run?[model.Accelerators];

    // When the rest after the last run of each is over.
    private readonly DateTimeOffset[] _rested = new DateTimeOffset[model.Accelerators];
    private DateTimeOffset _settledAt;
    private SatelliteReport? _lastReport;
    private int _links;

    public SatelliteModel Model => model;

    /// <summary>Whether some station hears it.</summary>
    public bool IsHeard => _links > 0;

    /// <summary>The attempt, when it is on board.</summary>
    public OnboardAttempt? Find(string attemptId) =>
        _attempts.Find(attempt => string.Equals(attempt.AttemptId, attemptId, StringComparison.Ordinal));

    /// <summary>Frees the memory of attempts whose results are safe on the ground, as soon as somebody can tell it so.</summary>
    public void ForgetAcknowledged(GroundStore ground)
    {
        if (IsHeard)
        {
            _attempts.RemoveAll(attempt => attempt.Phase is AttemptPhase.Completed && ground.IsAcknowledged(attempt.AttemptId));
        }
    }

    /// <summary>A bundle is whole on board; one that came before is ignored, so that nothing runs twice.</summary>
    public void Receive(Bundle bundle, DateTimeOffset at)
    {
        if (!_everReceived.Add(bundle.AttemptId))
        {
            return;
        }

        var obstacle = ComputeTimeOf(bundle, out var computeTime);
        var attempt = new OnboardAttempt(bundle, computeTime, at);
        _attempts.Add(attempt);
        if (obstacle is not null)
        {
            attempt.Fail(at, obstacle);
        }
    }

    /// <summary>The next instant at which something happens on board by itself; null when nothing will.</summary>
    public DateTimeOffset? NextEvent()
    {
        DateTimeOffset? next = null;
        for (var i = 0; i < _accelerators.Length; i++)
        {
            var run = _accelerators[i];
            next = Earliest(next, run?.End);
            next = Earliest(next, run?.Upset is { } upset && faults.Has(upset.Id) ? upset.StrikesAt : null);
            next = Earliest(next, Coming(_rested[i]));
        }

        if (model.ExecutionOrder is ExecutionOrder.AsPlanned)
        {
            foreach (var attempt in _attempts)
            {
                next = Earliest(next, attempt.Phase is AttemptPhase.Queued ? Coming(attempt.PlannedStart) : null);
            }
        }

        return next;

        DateTimeOffset? Coming(DateTimeOffset instant) => instant > _settledAt ? instant : null;
    }

    /// <summary>Ends the runs whose time has come.</summary>
    public void FinishRuns(DateTimeOffset at)
    {
        for (var i = 0; i < _accelerators.Length; i++)
        {
            if (_accelerators[i] is not { } run)
            {
                continue;
            }

            if (run.Upset is { } upset && upset.StrikesAt <= at && faults.Has(upset.Id))
            {
                Vacate(i, at);
                Strike(run, upset.Request, at);
            }
            else if (run.End <= at)
            {
                Vacate(i, at);
                Finish(run, at);
            }
        }
    }

    /// <summary>Stops everything when the satellite is dead, starts what can start when it isn't.</summary>
    public void StartRuns(DateTimeOffset at)
    {
        _settledAt = at;
        var dead = faults.IsDead(model.NoradId, at);
        for (var i = 0; i < _accelerators.Length; i++)
        {
            if (dead)
            {
                Kill(i, at);
            }
            else if (_accelerators[i] is null && _rested[i] <= at && NextAttempt(at) is { } next)
            {
                Start(next, i, at);
            }

            if (_accelerators[i] is { Upset: null } run)
            {
                // Halfway through what is left: inside the run, and the same instant however often the world is looked at.
                var left = run.PlannedEnd > at ? run.PlannedEnd - at : TimeSpan.Zero;
                run.Upset = faults.TakeUpset(model.NoradId, run.Attempt.AttemptId, at, at + (left / 2));
            }
        }
    }

    /// <summary>A station begins to hear the satellite.</summary>
    public void LinkUp() => _links++;

    /// <summary>A station no longer hears it; what it said last is kept.</summary>
    public void LinkDown(DateTimeOffset at)
    {
        _lastReport = Report(at);
        _links--;
    }

    /// <summary>What is known on the ground at an instant; null when it was never heard.</summary>
    public SatelliteReport? KnownAt(DateTimeOffset at) => IsHeard ? Report(at) : _lastReport;

    private OnboardAttempt? NextAttempt(DateTimeOffset at) => model.ExecutionOrder is ExecutionOrder.AsPlanned
        ? _attempts.Where(attempt => attempt.Phase is AttemptPhase.Queued && attempt.PlannedStart <= at).MinBy(attempt => attempt.PlannedStart)
        : _attempts.Find(attempt => attempt.Phase is AttemptPhase.Queued);

    // However a run ends, the accelerator has worked.
    private void Vacate(int accelerator, DateTimeOffset at)
    {
        _accelerators[accelerator] = null;
        _rested[accelerator] = at + model.CoolDown;
    }

    private static DateTimeOffset? Earliest(DateTimeOffset? a, DateTimeOffset? b) => a is null || b < a ? b ?? a : a;

    private SatelliteReport Report(DateTimeOffset at) => new()
    {
        NoradId = model.NoradId,
        AsOf = at,
        Accelerators = new AcceleratorLoad { Total = model.Accelerators, Busy = _accelerators.Count(run => run is not null) },
        Attempts =
        [
            .. _attempts
                .Where(attempt => attempt.Phase is not AttemptPhase.Failed || at - attempt.FinishedAt < FailureRetention)
                .Select(attempt => attempt.ToReport()),
        ],
    };

    // Returns why the bundle can't run here, null when it can.
    private string? ComputeTimeOf(Bundle bundle, out TimeSpan time)
    {
        time = TimeSpan.Zero;
        if (model.Accelerators == 0)
        {
            return $"{model.Name} has no accelerator.";
        }

        if (!model.Models.TryGetValue(bundle.Model, out var tokensPerSecond))
        {
            return $"{model.Name} has no model {bundle.Model} on board.";
        }

        if (bundle.Work.Duration is { } duration)
        {
            time = duration;
            return null;
        }

        if ((bundle.Work.Tokens / tokensPerSecond ?? bundle.Work.TeraOperations / model.Tops) is not { } seconds)
        {
            return bundle.Work.Tokens is null
                ? $"{model.Name} states no speed in operations."
                : $"{model.Name} states no speed in tokens of model {bundle.Model}.";
        }

        time = TimeSpan.FromSeconds(Math.Min(seconds, LongestRun.TotalSeconds));
        return null;
    }

    private void Start(OnboardAttempt attempt, int accelerator, DateTimeOffset at)
    {
        attempt.Start(at);
        var close = log.Begin(new RunRecord { AttemptId = attempt.AttemptId, NoradId = model.NoradId, Accelerator = accelerator, Start = at });
        var run = new Run(attempt, at, close);
        _accelerators[accelerator] = run;

        var answer = inference.AnswerAsync(attempt.Bundle, model, run.Stopped);
        if (answer.IsCompletedSuccessfully)
        {
            run.Answered(answer.Result, at);
        }
        else
        {
            _ = AwaitAsync(run, answer);
        }
    }

    private async Task AwaitAsync(Run run, Task<InferenceOutcome> answer)
    {
        try
        {
            answered(this, run, await answer);
        }
        catch (OperationCanceledException)
        {
            // The run is over without it.
        }
    }

    /// <summary>Takes an answer that was awaited; one of a run that is over is dropped.</summary>
    public void TakeAnswer(Run run, InferenceOutcome answer, DateTimeOffset at)
    {
        if (_accelerators.Contains(run))
        {
            run.Answered(answer, at);
        }
    }

    private static void Finish(Run run, DateTimeOffset at)
    {
        var result = run.Answer!.Text is { } text ? Encoding.UTF8.GetBytes(text) : null;
        var isTooLarge = result?.Length > run.Attempt.Bundle.MaximumResultBytes;
        var failure = isTooLarge
            ? $"The result has {result!.Length} bytes, more than the {run.Attempt.Bundle.MaximumResultBytes} allowed."
            : run.Answer.Failure;
        if (failure is null)
        {
            run.Attempt.Complete(at, result!);
            run.Close(at, RunOutcome.Completed);
        }
        else
        {
            run.Attempt.Fail(at, failure, isTooLarge ? AttemptFailureCause.ResultTooLarge : null);
            run.Close(at, RunOutcome.Failed);
        }
    }

    private static void Strike(Run run, FaultRequest upset, DateTimeOffset at)
    {
        run.Close(at, RunOutcome.Upset);
        var reason = upset.Reason ?? "A radiation upset ended the run.";
        if (upset.Restart)
        {
            run.Attempt.Requeue(reason);
        }
        else
        {
            run.Attempt.Fail(at, reason);
        }
    }

    private void Kill(int accelerator, DateTimeOffset at)
    {
        if (_accelerators[accelerator] is { } run)
        {
            Vacate(accelerator, at);
            run.Close(at, RunOutcome.SatelliteDead);
            run.Attempt.Requeue("The satellite was down during the run.");
        }
    }
}

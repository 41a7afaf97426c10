using System.Collections.Concurrent;
using Orbit.Api.V1Alpha1;
using Orbit.Api.V1Alpha1.GroundLinks;
using Orbit.Api.V1Alpha1.OrbitalInferenceJobs;
using Orbit.Gateway.Clock;
using Orbit.Kubernetes.Client;
using Orbit.Kubernetes.LeaderElection;
using Orbit.Kubernetes.Objects;
using Orbit.Operator.Metrics;
using Orbit.Operator.Snapshots;
using Orbit.Planning;
using Orbit.Planning.Fleets;
using Orbit.Planning.Outcomes;
using Orbit.Planning.Requests;

namespace Orbit.Operator.Scheduling;

/// <summary>
/// Plans every job that waits, in rounds: takes a snapshot of the world, asks the planner, and commits what it says, first
/// into the ledgers and then into the jobs (docs/designs/0002). Runs on the leader only, one round at a time.
/// </summary>
internal sealed partial class Scheduler(
    KubernetesClient client,
    WorldStores stores,
    VisibilityIndex visibility,
    JobInputs inputs,
    Refusals refusals,
    InFlightContacts inFlight,
    JobEvents events,
    OperatorMetrics metrics,
    MissionClock clock,
    ILogger<Scheduler> logger)
{
    // From planning to a booking that stands: the writes to the API server and to the gateway.
    private static readonly TimeSpan ReactionWall = TimeSpan.FromMilliseconds(500);
    private static readonly TimeSpan InputRetryWall = TimeSpan.FromSeconds(15);
    private static readonly TimeSpan PauseAfterFailureWall = TimeSpan.FromSeconds(1);
    private const int ParallelWrites = 8;

    /// <summary>Rounds until cancelled. A round that fails is logged and repeated; it never ends the loop.</summary>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        while (!cancellationToken.IsCancellationRequested)
        {
            TimeSpan pause;
            try
            {
                var wake = await RoundAsync(cancellationToken);
                pause = clock.ToWall(wake) - clock.Wall.GetUtcNow();
            }
            catch (Exception e) when (e is not LeadershipLostException && !cancellationToken.IsCancellationRequested)
            {
                LogRoundFailed(logger, e);
                pause = PauseAfterFailureWall;
            }

            await stores.Changed.WaitAsync(pause, clock.Wall, cancellationToken);
        }
    }

    /// <summary>One round.</summary>
    /// <returns>When to run the next one if nothing changes before, mission time.</returns>
    public async Task<DateTimeOffset> RoundAsync(CancellationToken cancellationToken)
    {
        await stores.WaitForOwnWritesAsync(cancellationToken);
        var now = Instants.Down(clock.GetUtcNow());
        var satellites = stores.Satellites.List();
        var groundLinks = stores.GroundLinks.List();
        var jobs = stores.Jobs.List();
        if (visibility.Update(satellites, groundLinks, now, cancellationToken))
        {
            stores.PassesChanged();
            now = Instants.Down(clock.GetUtcNow());
        }

        var wake = now + visibility.RefreshAfter;
        var pending = new Dictionary<string, OrbitalInferenceJob>(StringComparer.Ordinal);
        var requests = new List<PlanningRequest>();
        foreach (var job in jobs)
        {
            if (!JobRequests.NeedsPlan(job) && !JobRequests.NeedsDownlink(job))
            {
                continue;
            }

            if (await RequestAsync(job, now, cancellationToken) is { } request)
            {
                pending[request.Key] = job;
                requests.Add(request);
            }
            else
            {
                var retry = now + Scaled(InputRetryWall);
                wake = retry < wake ? retry : wake;
            }
        }

        if (requests.Count == 0)
        {
            return wake;
        }

        var began = clock.Wall.GetTimestamp();
        var rules = new PlanningRules { ReactionTime = Scaled(ReactionWall) };
        var fleet = FleetSnapshot.Build(now, visibility.HorizonAt(now), satellites, groundLinks, jobs, visibility.Passes, rules);
        var result = Planner.Plan(fleet, requests);
        LogRound(logger, requests.Count, result.Plans.Count());

        await CommitAsync(result.Plans.Select(p => PlanCommitment.Of(p, pending[p.Request.Key], fleet.Currency)).ToList(), groundLinks.ToDictionary(g => g.Metadata.Name!, StringComparer.Ordinal), cancellationToken);
        foreach (var unplaced in result.Unplaced)
        {
            await ReportAsync(unplaced, pending[unplaced.Request.Key], now, cancellationToken);
            wake = unplaced.NextTry < wake ? unplaced.NextTry : wake;
        }

        metrics.RoundDone(clock.Wall.GetElapsedTime(began));
        return wake;
    }

    // Null when the job's input can't be read; the job says so then.
    private async Task<PlanningRequest?> RequestAsync(OrbitalInferenceJob job, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var uid = job.Metadata.Uid!;
        try
        {
            if (JobRequests.NeedsDownlink(job))
            {
                return JobRequests.ForDownlink(job, refusals.Of(uid, now));
            }

            var (_, bytes) = await inputs.ReadAsync(job, cancellationToken);
            return JobRequests.ForPlan(job, job.Status?.Actual?.AcceptedTime ?? now, bytes, refusals.Of(uid, now));
        }
        catch (ArgumentException e)
        {
            // The schema lets no such job in; one that got past it must not stop the others.
            await WriteUnscheduledAsync(job, "InvalidSpec", $"spec: {e.Message}", now + Scaled(InputRetryWall), now, cancellationToken);
            return null;
        }
        catch (JobInputException e)
        {
            await WriteUnscheduledAsync(job, "InputMissing", e.Message, now + Scaled(InputRetryWall), now, cancellationToken);
            return null;
        }
    }

    private TimeSpan Scaled(TimeSpan wall) => wall * clock.Rate;

    private async Task CommitAsync(
        IReadOnlyList<PlanCommitment> commitments,
        IReadOnlyDictionary<string, GroundLink> groundLinks,
        CancellationToken cancellationToken)
    {
        if (commitments.Count == 0)
        {
            return;
        }

        var names = commitments.SelectMany(c => c.Contacts).Select(c => c.Contact.Name).ToArray();
        using var held = inFlight.Hold(names);
        var refused = new ConcurrentDictionary<string, bool>(StringComparer.Ordinal);
        var limit = new ParallelOptions { MaxDegreeOfParallelism = ParallelWrites, CancellationToken = cancellationToken };

        var byStation = commitments.SelectMany(c => c.Contacts).GroupBy(c => c.GroundLink, StringComparer.Ordinal);
        await Parallel.ForEachAsync(byStation, limit, async (station, token) =>
        {
            if (!await BookAsync(groundLinks[station.Key], station.Select(c => c.Contact), token))
            {
                refused[station.Key] = true;
            }
        });

        await Parallel.ForEachAsync(commitments, limit, async (commitment, token) =>
        {
            // A contact of this plan that did get booked is an orphan now; its ground link's controller releases it.
            if (!commitment.Contacts.Any(c => refused.ContainsKey(c.GroundLink)))
            {
                await WritePlanAsync(commitment, token);
            }
        });
    }

    // The write carries the version that was planned on: if anybody booked meanwhile, it fails, and nothing is booked.
    private async Task<bool> BookAsync(GroundLink groundLink, IEnumerable<BookedContact> contacts, CancellationToken cancellationToken)
    {
        var status = groundLink.Status ?? new GroundLinkStatus();
        try
        {
            await client.UpdateStatusAsync(groundLink with { Status = status with { Contacts = [.. status.Contacts, .. contacts] } }, cancellationToken);
            return true;
        }
        catch (KubernetesApiException e) when (e.IsConflict || e.IsNotFound)
        {
            LogLostRace(logger, groundLink.Metadata.Name!);
            metrics.RaceLost();
            stores.Changed.Set();
            return false;
        }
    }

    private async Task WritePlanAsync(PlanCommitment commitment, CancellationToken cancellationToken)
    {
        var job = commitment.Job;
        var before = job.Status ?? new OrbitalInferenceJobStatus();
        var plan = commitment.Plan;
        var status = (before with
        {
            ObservedGeneration = job.Metadata.Generation,
            Phase = before.Phase is JobPhase.Pending ? JobPhase.Scheduled : before.Phase,
            Message = before.Phase is JobPhase.Pending ? commitment.Message : $"A new downlink is planned. {commitment.Message}",
            Attempt = plan.Attempt,
            Plan = plan,
            NextTryTime = null,
            Actual = (before.Actual ?? new JobTimes()) with { AcceptedTime = before.Actual?.AcceptedTime ?? commitment.Submitted },
        }).With(ConditionTypes.Scheduled, V1Condition.True, "Planned", commitment.Message, job.Metadata.Generation, clock.Wall.GetUtcNow())
          .With(JobConditions.Booked, V1Condition.False, "NotConfirmed", "The gateways have not confirmed the contacts yet.", job.Metadata.Generation, clock.Wall.GetUtcNow());
        try
        {
            await client.UpdateStatusAsync(job with { Status = status }, cancellationToken);
            metrics.PlanBooked();
            events.Normal(job, "Scheduled", commitment.Message);
        }
        catch (KubernetesApiException e) when (e.IsConflict || e.IsNotFound)
        {
            LogJobChanged(logger, NamespacedName.Of(job));
            foreach (var contact in commitment.Contacts)
            {
                stores.Recheck(contact.GroundLink);
            }
        }
    }

    private async Task ReportAsync(Unplaced unplaced, OrbitalInferenceJob job, DateTimeOffset now, CancellationToken cancellationToken)
    {
        if (unplaced.Request is DownlinkRequest)
        {
            var status = job.Status!;
            if (!SameReport(status, unplaced.Message, now))
            {
                await WriteAsync(job, status with { Message = unplaced.Message, NextTryTime = Instants.Up(unplaced.NextTry) }, cancellationToken);
            }
        }
        else if (unplaced.DeadlinePassed)
        {
            var status = (job.Status ?? new OrbitalInferenceJobStatus()) with { ObservedGeneration = job.Metadata.Generation };
            await WriteAsync(
                job,
                status.Ended("DeadlineExceeded", unplaced.Message, job.Metadata.Generation, clock.Wall.GetUtcNow(), now),
                cancellationToken);
            events.Warning(job, "DeadlineExceeded", unplaced.Message);
        }
        else
        {
            await WriteUnscheduledAsync(job, "Unschedulable", unplaced.Message, unplaced.NextTry, now, cancellationToken);
        }
    }

    private async Task WriteUnscheduledAsync(
        OrbitalInferenceJob job, string reason, string message, DateTimeOffset nextTry, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var before = job.Status ?? new OrbitalInferenceJobStatus();
        if (SameReport(before, message, now) && before.ObservedGeneration == job.Metadata.Generation)
        {
            return;
        }

        var status = (before with
        {
            ObservedGeneration = job.Metadata.Generation,
            Message = message,
            NextTryTime = Instants.Up(nextTry),
            Actual = (before.Actual ?? new JobTimes()) with { AcceptedTime = before.Actual?.AcceptedTime ?? now },
        }).With(ConditionTypes.Scheduled, V1Condition.False, reason, message, job.Metadata.Generation, clock.Wall.GetUtcNow());
        if (await WriteAsync(job, status, cancellationToken))
        {
            events.Warning(job, reason, message);
        }
    }

    // The next try moves a little with every round; it is written again only when the one that was told has passed.
    private static bool SameReport(OrbitalInferenceJobStatus status, string message, DateTimeOffset now) =>
        string.Equals(status.Message, message, StringComparison.Ordinal) && status.NextTryTime > now;

    private async Task<bool> WriteAsync(OrbitalInferenceJob job, OrbitalInferenceJobStatus status, CancellationToken cancellationToken)
    {
        try
        {
            await client.UpdateStatusAsync(job with { Status = status }, cancellationToken);
            return true;
        }
        catch (KubernetesApiException e) when (e.IsConflict || e.IsNotFound)
        {
            LogJobChanged(logger, NamespacedName.Of(job));
            return false;
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "A scheduling round failed; it is repeated")]
    private static partial void LogRoundFailed(ILogger logger, Exception exception);

    [LoggerMessage(Level = LogLevel.Debug, Message = "Planned {Plans} of {Requests} requests")]
    private static partial void LogRound(ILogger logger, int requests, int plans);

    [LoggerMessage(Level = LogLevel.Information, Message = "Ground link {GroundLink} changed while planning; its contacts are planned again")]
    private static partial void LogLostRace(ILogger logger, string groundLink);

    [LoggerMessage(Level = LogLevel.Information, Message = "Job {Job} changed while planning; it is looked at again")]
    private static partial void LogJobChanged(ILogger logger, NamespacedName job);
}

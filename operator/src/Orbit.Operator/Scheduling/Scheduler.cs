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
using Orbit.Planning.Requests;
using Orbit.Visibility.Intervals;

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
    UnsentBundles unsent,
    Preemptor preemptor,
    JobEvents events,
    OperatorMetrics metrics,
    MissionClock clock,
    ILogger<Scheduler> logger)
{
    // From planning to a booking that stands: the writes to the API server and to the gateway.
    private static readonly TimeSpan ReactionWall = TimeSpan.FromMilliseconds(500);
    private static readonly TimeSpan InputRetryWall = TimeSpan.FromSeconds(15);
    private static readonly TimeSpan PauseAfterFailureWall = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan ReleaseWall = TimeSpan.FromSeconds(1);
    private const int ParallelWrites = 8;

    private readonly JobReports _reports = new(client, events, clock, logger);
    private readonly LeavingContacts _leaving = new(stores, clock.Wall);

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
            catch (Exception e) when (!cancellationToken.IsCancellationRequested && ApiFailure.Describe(e) is { } said)
            {
                LogRoundBroken(logger, said);
                pause = PauseAfterFailureWall;
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

            if (_reports.RefusedUntil(job, now) is { } until)
            {
                wake = until < wake ? until : wake;
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
        var fleet = FleetSnapshot.Build(now, visibility.HorizonAt(now), satellites, groundLinks, jobs, visibility.Passes, rules, stores.LeftOnBoard.At(now));
        var leaving = _leaving.Of(fleet, groundLinks);
        var emptied = fleet.Without(leaving.Select(b => b.Contact).ToHashSet(StringComparer.Ordinal));
        var result = Planner.Plan(emptied, requests);
        var plans = result.Plans.ToLookup(p => leaving.Any(b => fleet.Collide(p, b)));
        LogRound(logger, requests.Count, result.Plans.Count());

        await CommitAsync(plans[false].Select(p => PlanCommitment.Of(p, pending[p.Request.Key])).ToList(), groundLinks.ToDictionary(g => g.Metadata.Name!, StringComparer.Ordinal), cancellationToken);
        var released = now + Scaled(ReleaseWall);
        foreach (var waiting in plans[true])
        {
            await _reports.WaitingAsync(pending[waiting.Request.Key], $"It fits on {waiting.Satellite}, once contacts that are not needed any more are released.", released, now, cancellationToken);
            wake = released < wake ? released : wake;
        }

        var preemption = await preemptor.MakeRoomAsync(emptied.With([.. result.Plans]), result.Unplaced, pending, cancellationToken);
        if (preemption is not null)
        {
            await _reports.WaitingAsync(pending[preemption.Key], preemption.Message, released, now, cancellationToken);
            wake = released < wake ? released : wake;
        }

        foreach (var unplaced in result.Unplaced.Where(u => !string.Equals(u.Request.Key, preemption?.Key, StringComparison.Ordinal)))
        {
            await _reports.UnplacedAsync(unplaced, pending[unplaced.Request.Key], now, cancellationToken);
            wake = unplaced.NextTry < wake ? unplaced.NextTry : wake;
        }

        metrics.RoundDone(clock.Wall.GetElapsedTime(began));
        return wake;
    }

    // Null when the job's input can't be read; the job says so then.
    private async Task<PlanningRequest?> RequestAsync(OrbitalInferenceJob job, DateTimeOffset now, CancellationToken cancellationToken)
    {
        try
        {
            if (JobRequests.NeedsDownlink(job))
            {
                return JobRequests.ForDownlink(job, Excluded(job, now));
            }

            var (_, bytes) = await inputs.ReadAsync(job, cancellationToken);
            return JobRequests.ForPlan(job, job.Status?.Actual?.AcceptedTime ?? now, bytes, Excluded(job, now));
        }
        catch (ArgumentException e)
        {
            // The schema lets no such job in; one that got past it must not stop the others.
            await _reports.UnscheduledAsync(job, "InvalidSpec", $"spec: {e.Message}", now + Scaled(InputRetryWall), now, cancellationToken);
            return null;
        }
        catch (Exception e) when (e is JobInputException or KubernetesApiException)
        {
            // Not there, or not to be read, for example for want of rights in the job's namespace.
            if (job.Spec.LatestCompletion(job.Status?.Actual?.AcceptedTime ?? now) <= now)
            {
                await _reports.EndedAsync(job, "DeadlineExceeded", $"The deadline has passed. {e.Message}", now, cancellationToken);
                return null;
            }

            await _reports.UnscheduledAsync(job, (e as JobInputException)?.Reason ?? JobInputException.InputMissing, e.Message, now + Scaled(InputRetryWall), now, cancellationToken);
            return null;
        }
    }

    // What was refused, as long as it is remembered, and what the ledgers say has failed or was cancelled: that survives a restart.
    private IReadOnlyList<ExcludedWindow> Excluded(OrbitalInferenceJob job, DateTimeOffset now) =>
    [
        .. refusals.Of(job.Metadata.Uid!, now),
        .. from groundLink in stores.GroundLinks.List()
           from contact in groundLink.Status?.Contacts ?? []
           where contact.End > now && contact.State is BookedContactState.Failed or BookedContactState.Cancelled or BookedContactState.ProviderCancelled
               && string.Equals(contact.Job.Uid, job.Metadata.Uid, StringComparison.Ordinal)
           select new ExcludedWindow(contact.Satellite, groundLink.Metadata.Name, new Interval(contact.Start, contact.End)),
    ];

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

        var dropped = new ConcurrentBag<PlanCommitment>();
        using (inFlight.Hold([.. commitments.SelectMany(c => c.Contacts).Select(c => c.Contact.Name)]))
        {
            await CommitAsync(commitments, groundLinks, dropped, cancellationToken);
        }

        // What was booked for a plan that did not come about is an orphan now, and its ground link's controller releases it.
        foreach (var station in dropped.SelectMany(c => c.Contacts).Select(c => c.GroundLink).Distinct(StringComparer.Ordinal))
        {
            stores.Recheck(station);
        }
    }

    private async Task CommitAsync(
        IReadOnlyList<PlanCommitment> commitments,
        IReadOnlyDictionary<string, GroundLink> groundLinks,
        ConcurrentBag<PlanCommitment> dropped,
        CancellationToken cancellationToken)
    {
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
            if (commitment.Contacts.Any(c => refused.ContainsKey(c.GroundLink)) || !await WritePlanAsync(commitment, token))
            {
                dropped.Add(commitment);
            }
        });
    }

    // The write carries the version that was planned on: if anybody booked meanwhile, it fails, and nothing is booked.
    private async Task<bool> BookAsync(GroundLink groundLink, IEnumerable<BookedContact> contacts, CancellationToken cancellationToken)
    {
        var status = groundLink.Status ?? new GroundLinkStatus();
        try
        {
            await client.UpdateStatusAsync(groundLink with { Status = status with { Contacts = [.. status.Contacts.Concat(contacts).OrderBy(c => c.Start)] } }, cancellationToken);
            return true;
        }
        catch (KubernetesApiException e)
        {
            // Mostly a conflict, which is a lost race. Whatever it is, it concerns this station's plans and no others.
            LogLostRace(logger, groundLink.Metadata.Name!, e.Message);
            metrics.RaceLost();
            stores.Changed.Set();
            return false;
        }
    }

    private async Task<bool> WritePlanAsync(PlanCommitment commitment, CancellationToken cancellationToken)
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
        if (before.Phase is JobPhase.Pending)
        {
            unsent.Planned(job.Metadata.Uid!, plan.AttemptId);
        }

        try
        {
            await client.UpdateStatusAsync(job with { Status = status }, cancellationToken);
            metrics.PlanBooked();
            events.Normal(job, "Scheduled", commitment.Message);
            return true;
        }
        catch (KubernetesApiException e)
        {
            unsent.HandedOver(job.Metadata.Uid!, plan.AttemptId);
            _reports.NotWritten(job, e);
            return false;
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "A scheduling round came to nothing and is repeated: {Error}")]
    private static partial void LogRoundBroken(ILogger logger, string error);

    [LoggerMessage(Level = LogLevel.Error, Message = "A scheduling round failed; it is repeated")]
    private static partial void LogRoundFailed(ILogger logger, Exception exception);

    [LoggerMessage(Level = LogLevel.Debug, Message = "Planned {Plans} of {Requests} requests")]
    private static partial void LogRound(ILogger logger, int requests, int plans);

    [LoggerMessage(Level = LogLevel.Information, Message = "The ledger of {GroundLink} could not be written; its contacts are planned again: {Reason}")]
    private static partial void LogLostRace(ILogger logger, string groundLink, string reason);
}

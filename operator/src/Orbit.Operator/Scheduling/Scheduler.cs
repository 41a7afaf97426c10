using System.Collections.Concurrent;
using Orbit.Api.V1Alpha1.GroundLinks;
using Orbit.Api.V1Alpha1.OrbitalInferenceJobs;
using Orbit.Gateway.Clock;
using Orbit.Kubernetes.Client;
using Orbit.Kubernetes.Objects;
using Orbit.Kubernetes.Runtime.LeaderElection;
using Orbit.Operator.Gateways;
using Orbit.Operator.Metrics;
using Orbit.Operator.Snapshots;
using Orbit.Planning;
using Orbit.Planning.Fleets;
using Orbit.Planning.Outcomes;
using Orbit.Planning.Requests;
using Orbit.Visibility.Intervals;

namespace Orbit.Operator.Scheduling;

/// <summary>
/// Plans every job that waits, in rounds: takes a snapshot of the world, asks the planner, and commits what it says, first
/// into the ledgers and then into the jobs (docs/designs/0002). Runs on the leader only, one round at a time.
/// </summary>
/// <remarks>
/// A round looks at each job once, and works in pieces that take a fraction of a second: each plans the most urgent jobs by then on
/// a snapshot of its own and commits them. However many jobs wait, a plan is never older than a piece, and a new job of a higher
/// priority waits no longer than that.
/// </remarks>
internal sealed partial class Scheduler(
    KubernetesClient client,
    WorldStores stores,
    VisibilityIndex visibility,
    JobInputs inputs,
    Refusals refusals,
    InFlightContacts inFlight,
    UnsentBundles unsent,
    AttemptBackoff backoff,
    PassCorrections corrections,
    ReactionTimes reactions,
    Ledgers ledgers,
    Preemptor preemptor,
    JobEvents events,
    OperatorMetrics metrics,
    MissionClock clock,
    ILogger<Scheduler> logger)
{
    private static readonly TimeSpan InputRetryWall = TimeSpan.FromSeconds(15);
    private static readonly TimeSpan PauseAfterFailureWall = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan ReleaseWall = TimeSpan.FromSeconds(1);

    // What a piece of a round may hold, and how long its planning may take.
    private const int MostRequests = 128;
    private static readonly TimeSpan LongestPlanningWall = TimeSpan.FromMilliseconds(250);
    private const int ParallelRequests = 8;

    // Links seldom hold their nominal rates: a fifth goes to weather, fading and repeats.
    private static readonly PlanningRules Rules = new() { RateShare = 0.8 };

    private readonly JobReports _reports = new(client, events, clock, logger);
    private readonly LeavingContacts _leaving = new(stores, clock.Wall);
    private readonly JobQueue _queue = new();
    private readonly HashSet<string> _full = new(StringComparer.Ordinal);
    private TimeSpan _lookWall = TimeSpan.Zero;
    private QueuedJobs? _queued;
    private PlanBooking? _booking;

    private QueuedJobs Queued => _queued ??= new QueuedJobs(_reports, clock.Wall, logger);

    private PlanBooking Booking => _booking ??= new PlanBooking(client, stores, ledgers, inFlight, unsent, _reports, events, metrics, clock, logger);

    /// <summary>Rounds until cancelled. A round that fails is logged and repeated; it never ends the loop.</summary>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var queued = Queued.RunAsync(ending.Token);
        try
        {
            await RoundsAsync(cancellationToken);
        }
        finally
        {
            await ending.CancelAsync();
            await queued.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private async Task RoundsAsync(CancellationToken cancellationToken)
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
        var began = clock.Wall.GetTimestamp();
        var round = new Round();
        while (await PieceAsync(round, cancellationToken))
        {
        }

        if (round.Contended.Count > 0)
        {
            await MakeRoomAsync(round, cancellationToken);
        }

        if (round.Looked.Count > 0)
        {
            var took = clock.Wall.GetElapsedTime(began);
            metrics.RoundDone(took);
            _lookWall = took / round.Looked.Count;
        }

        if (!_queue.WaitsForLedger)
        {
            _full.Clear();
        }

        var waiting = stores.Jobs.List().Where(JobQueue.Waits).ToList();
        _queue.KeepOnly(waiting);
        _reports.KeepOnly(waiting);
        var now = clock.GetUtcNow();
        var wake = now + visibility.RefreshAfter;

        // A job whose plan was written in this round, and which the store still shows as waiting, is not planned again at once: the store is behind.
        var behind = now + Scaled(PauseAfterFailureWall);
        return waiting.Select(j => _queue.NextLook(j, round.Looked.Contains(j.Metadata.Uid!) ? behind : now, _reports.RefusedUntil(j, now) ?? PausedUntil(j))).Append(wake).Min();
    }

    // False when there is nothing left to look at in this round.
    private async Task<bool> PieceAsync(Round round, CancellationToken cancellationToken)
    {
        await stores.WaitForOwnWritesAsync(round.Committed, cancellationToken);
        if (visibility.Update(stores.Satellites.List(), stores.GroundLinks.List(), clock.GetUtcNow(), cancellationToken))
        {
            stores.PassesChanged();
            stores.Changed.Set();
        }

        var plannedAt = clock.Wall.GetTimestamp();
        var now = Instants.Down(clock.GetUtcNow());

        // Before the stores are read: what changes from here on is looked at again.
        var world = stores.Changed.Version;
        var jobs = stores.Jobs.List();
        var due = _queue.Due(
            jobs, world, RoomInFullLedgers(), now, j => round.Looked.Contains(j.Metadata.Uid!) || _reports.RefusedUntil(j, now) is not null || PausedUntil(j) is not null);
        Queued.KeepOnly(jobs);
        Queued.Offer(due.Skip(MostRequests), MostRequests, now);
        if (due.Count == 0)
        {
            return false;
        }

        var piece = await ClaimAsync(due.Take(MostRequests), cancellationToken);
        var snapshot = Snapshot(now, stores.Jobs.List(), round);
        var asked = await RequestsAsync(piece, now, world, round, cancellationToken);
        var (plans, unplaced) = Plan(snapshot, asked, round);
        LogPiece(logger, plans.Count + unplaced.Count, plans.Count, due.Count);

        unplaced.AddRange(await CommitAsync(plans.Where(p => !snapshot.NeedsWhatLeaves(p.Plan)).ToList(), snapshot, round, plannedAt, cancellationToken));
        var released = now + Scaled(ReleaseWall);
        foreach (var (waiting, job) in plans.Where(p => snapshot.NeedsWhatLeaves(p.Plan)))
        {
            await _reports.WaitingAsync(job, $"It fits on {waiting.Satellite}, once contacts that are not needed any more are released.", released, now, cancellationToken);
            _queue.WaitsForRoom(job, released);
            round.Waiting.Add(waiting);
        }

        var lowest = jobs.Where(j => j.Status?.Phase is JobPhase.Scheduled).Select(j => (int?)j.Spec.Priority).Min();
        var contended = unplaced.Where(u => u.Unplaced.MayBeContended && u.Job.Spec.Priority > lowest).ToHashSet();
        round.Contended.AddRange(contended);
        await ReportAsync(unplaced.Where(u => !contended.Contains(u)), now, world, cancellationToken);
        return true;
    }

    // Of the ledgers that jobs wait for: whatever has left them by now.
    private int RoomInFullLedgers() => _full.Count == 0
        ? 0
        : stores.GroundLinks.List().Where(g => _full.Contains(g.Metadata.Name!)).Select(ledgers.Room).Where(room => room >= 2).Sum(room => Math.Min(room, MostRequests));

    // As the stores show them once nothing else is written of them here; those that do not wait any more are left out.
    private async Task<IReadOnlyList<OrbitalInferenceJob>> ClaimAsync(IEnumerable<OrbitalInferenceJob> due, CancellationToken cancellationToken)
    {
        var keys = new List<NamespacedName>();
        foreach (var job in due)
        {
            await Queued.ClaimAsync(job);
            keys.Add(NamespacedName.Of(job));
        }

        await stores.WaitForOwnWritesAsync(keys, cancellationToken);
        return [.. keys.Select(stores.Jobs.Find).OfType<OrbitalInferenceJob>().Where(JobQueue.Waits)];
    }

    private PlanningSnapshot Snapshot(DateTimeOffset now, IReadOnlyList<OrbitalInferenceJob> jobs, Round round)
    {
        var groundLinks = stores.GroundLinks.List();
        var sources = new FleetSources
        {
            Satellites = stores.Satellites.List(),
            GroundLinks = groundLinks,
            Jobs = jobs,
            LeftOnBoard = stores.LeftOnBoard.At(now),
            Node = stores.NodeOf,
            Passes = visibility.Passes,
            Corrections = corrections,
            Reaction = g => Scaled(reactions.Of(g.Spec.Gateway.Url)),
            LedgerRoom = ledgers.Room,
        };
        var fleet = FleetSnapshot.Build(now, visibility.HorizonAt(now), sources, Rules);
        _full.UnionWith(fleet.Stations.Where(s => s.IsLedgerFull).Select(s => s.Name));
        var leaving = _leaving.Of(fleet, groundLinks);
        return new PlanningSnapshot(fleet.Without(leaving.Select(b => b.Contact).ToHashSet(StringComparer.Ordinal)).With(round.Waiting), leaving);
    }

    private async Task<IReadOnlyList<(PlanningRequest Request, OrbitalInferenceJob Job)>> RequestsAsync(
        IReadOnlyList<OrbitalInferenceJob> piece, DateTimeOffset now, long world, Round round, CancellationToken cancellationToken)
    {
        var failed = FailedWindows(now);
        var requests = new PlanningRequest?[piece.Count];
        var limit = new ParallelOptions { MaxDegreeOfParallelism = ParallelRequests, CancellationToken = cancellationToken };
        var retry = now + Scaled(InputRetryWall);
        var versions = new string?[piece.Count];
        await Parallel.ForAsync(0, piece.Count, limit, async (i, token) =>
            (requests[i], versions[i]) = await RequestAsync(piece[i], [.. refusals.Of(piece[i].Metadata.Uid!, now), .. failed[piece[i].Metadata.Uid!]], retry, now, token));
        for (var i = 0; i < piece.Count; i++)
        {
            if (requests[i] is null)
            {
                round.Looked.Add(piece[i].Metadata.Uid!);
                _queue.Looked(piece[i], versions[i], world, retry);
            }
        }

        return [.. piece.Select((job, i) => (requests[i]!, job)).Where(r => r.Item1 is not null)];
    }

    // As many as there is time for; the others are left to the next piece.
    private (List<(Plan Plan, OrbitalInferenceJob Job)> Plans, List<(Unplaced Unplaced, OrbitalInferenceJob Job)> Unplaced) Plan(
        PlanningSnapshot snapshot, IReadOnlyList<(PlanningRequest Request, OrbitalInferenceJob Job)> asked, Round round)
    {
        var plans = new List<(Plan, OrbitalInferenceJob)>();
        var unplaced = new List<(Unplaced, OrbitalInferenceJob)>();
        if (asked.Count == 0)
        {
            return (plans, unplaced);
        }

        var began = clock.Wall.GetTimestamp();
        var planning = new PlanningSession(snapshot.Fleet);
        foreach (var (request, job) in asked)
        {
            if (plans.Count + unplaced.Count > 0 && clock.Wall.GetElapsedTime(began) > LongestPlanningWall)
            {
                break;
            }

            round.Looked.Add(job.Metadata.Uid!);
            switch (planning.Plan(request))
            {
                case Plan plan:
                    plans.Add((plan, job));
                    break;
                case Unplaced none:
                    unplaced.Add((none, job));
                    break;
            }
        }

        return (plans, unplaced);
    }

    // Those that found a ledger full after all: how many contacts go into it is only known when they are written.
    private async Task<IReadOnlyList<(Unplaced Unplaced, OrbitalInferenceJob Job)>> CommitAsync(
        IReadOnlyList<(Plan Plan, OrbitalInferenceJob Job)> plans, PlanningSnapshot snapshot, Round round, long plannedAt, CancellationToken cancellationToken)
    {
        var commitments = plans.Select(p => PlanCommitment.Of(p.Plan, p.Job)).ToList();
        round.Committed = [.. commitments.Select(c => NamespacedName.Of(c.Job))];
        foreach (var commitment in commitments)
        {
            _queue.Forget(commitment.Job);
        }

        var dropped = await Booking.CommitAsync(commitments, plannedAt, cancellationToken);
        if (dropped.Any(d => d.FullAt is null))
        {
            stores.Changed.Wake();
        }

        _full.UnionWith(dropped.Select(d => d.FullAt).OfType<string>());
        var requests = plans.ToDictionary(p => p.Job.Metadata.Uid!, p => p.Plan.Request, StringComparer.Ordinal);
        return
        [
            .. from d in dropped
               where d.FullAt is not null
               select (snapshot.LedgerFull(requests[d.Commitment.Job.Metadata.Uid!], d.FullAt), d.Commitment.Job),
        ];
    }

    private async Task ReportAsync(IEnumerable<(Unplaced Unplaced, OrbitalInferenceJob Job)> unplaced, DateTimeOffset now, long world, CancellationToken cancellationToken)
    {
        var limit = new ParallelOptions { MaxDegreeOfParallelism = ParallelRequests, CancellationToken = cancellationToken };
        var versions = new ConcurrentDictionary<string, string?>(StringComparer.Ordinal);
        var reported = unplaced.Select(u => (Unplaced: Spread(u.Unplaced, now), u.Job)).ToList();
        await Parallel.ForEachAsync(reported, limit, async (u, token) =>
            versions[u.Job.Metadata.Uid!] = await _reports.UnplacedAsync(u.Unplaced, u.Job, now, token));
        foreach (var (none, job) in reported)
        {
            _queue.Looked(job, versions[job.Metadata.Uid!], world, none.NextTry, none.WaitsForLedger);
        }
    }

    // Where many have no plan, trying them again takes no more than a tenth of the time.
    private Unplaced Spread(Unplaced unplaced, DateTimeOffset now)
    {
        if (_queue.Unplaced < MostRequests)
        {
            return unplaced;
        }

        var earliest = now + Scaled(_lookWall * _queue.Unplaced * 10);
        earliest = unplaced.Request.Deadline < earliest ? unplaced.Request.Deadline.Value : earliest;
        return earliest > unplaced.NextTry ? unplaced with { NextTry = earliest } : unplaced;
    }

    // Once a round, at its end: no job is preempted for capacity that the round itself has released.
    private async Task MakeRoomAsync(Round round, CancellationToken cancellationToken)
    {
        await stores.WaitForOwnWritesAsync(round.Committed, cancellationToken);
        var world = stores.Changed.Version;
        var now = Instants.Down(clock.GetUtcNow());
        var pending = round.Contended.ToDictionary(u => u.Unplaced.Request.Key, u => u.Job, StringComparer.Ordinal);
        var preemption = await preemptor.MakeRoomAsync(Snapshot(now, stores.Jobs.List(), round).Fleet, round.Contended.Select(u => u.Unplaced), pending, cancellationToken);
        if (preemption is not null)
        {
            var released = now + Scaled(ReleaseWall);
            await _reports.WaitingAsync(pending[preemption.Key], preemption.Message, released, now, cancellationToken);
            _queue.WaitsForRoom(pending[preemption.Key], released);
        }

        await ReportAsync(round.Contended.Where(u => !string.Equals(u.Unplaced.Request.Key, preemption?.Key, StringComparison.Ordinal)), now, world, cancellationToken);
    }

    // No request when the job's input can't be read; the job says so then, and the version is that of its saying so.
    private async Task<(PlanningRequest? Request, string? Version)> RequestAsync(
        OrbitalInferenceJob job, IReadOnlyList<ExcludedWindow> excluded, DateTimeOffset retry, DateTimeOffset now, CancellationToken cancellationToken)
    {
        try
        {
            if (JobRequests.NeedsDownlink(job))
            {
                return (JobRequests.ForDownlink(job, excluded), null);
            }

            var (_, bytes) = await inputs.ReadAsync(job, cancellationToken);
            return (JobRequests.ForPlan(job, job.Status?.Actual?.AcceptedTime ?? now, bytes, excluded), null);
        }
        catch (ArgumentException e)
        {
            // The schema lets no such job in; one that got past it must not stop the others.
            return (null, await _reports.UnscheduledAsync(job, "InvalidSpec", $"spec: {e.Message}", retry, now, cancellationToken));
        }
        catch (Exception e) when (e is JobInputException or KubernetesApiException)
        {
            // Not there, or not to be read, for example for want of rights in the job's namespace.
            if (job.Spec.LatestCompletion(job.Status?.Actual?.AcceptedTime ?? now) <= now)
            {
                return (null, await _reports.EndedAsync(job, "DeadlineExceeded", $"The deadline has passed. {e.Message}", now, cancellationToken));
            }

            return (null, await _reports.UnscheduledAsync(job, (e as JobInputException)?.Reason ?? JobInputException.InputMissing, e.Message, retry, now, cancellationToken));
        }
    }

    // What the ledgers say has failed or was cancelled, by the job's uid: that survives a restart, where refusals are forgotten.
    private ILookup<string, ExcludedWindow> FailedWindows(DateTimeOffset now) =>
        (from groundLink in stores.GroundLinks.List()
         from contact in groundLink.Status?.Contacts ?? []
         where contact.End > now && contact.State is BookedContactState.Failed or BookedContactState.Cancelled or BookedContactState.ProviderCancelled
         select (contact.Job.Uid, Window: new ExcludedWindow(contact.Satellite, groundLink.Metadata.Name, new Interval(contact.Start, contact.End))))
        .ToLookup(w => w.Uid, w => w.Window, StringComparer.Ordinal);

    // Mission time; null when its plans have not come to nothing one after the other.
    private DateTimeOffset? PausedUntil(OrbitalInferenceJob job) => backoff.Until(job.Metadata.Uid!, job.Metadata.Generation, clock.Wall.GetUtcNow()) is { } wall ? clock.ToMission(wall) : null;

    private TimeSpan Scaled(TimeSpan wall) => wall * clock.Rate;

    [LoggerMessage(Level = LogLevel.Warning, Message = "A scheduling round came to nothing and is repeated: {Error}")]
    private static partial void LogRoundBroken(ILogger logger, string error);

    [LoggerMessage(Level = LogLevel.Error, Message = "A scheduling round failed; it is repeated")]
    private static partial void LogRoundFailed(ILogger logger, Exception exception);

    [LoggerMessage(Level = LogLevel.Debug, Message = "Planned {Plans} of {Requests} requests; {Due} were due")]
    private static partial void LogPiece(ILogger logger, int requests, int plans, int due);

    /// <summary>What a round has done so far.</summary>
    private sealed class Round
    {
        /// <summary>The uids of the jobs that were looked at.</summary>
        public HashSet<string> Looked { get; } = new(StringComparer.Ordinal);

        /// <summary>The jobs whose plans were written by the last piece: the stores may not show it yet.</summary>
        public IReadOnlyList<NamespacedName> Committed { get; set; } = [];

        /// <summary>Plans that need what has not left its ledger yet: nobody after them may have it.</summary>
        public List<Plan> Waiting { get; } = [];

        /// <summary>What has no plan, and may get one if jobs of a lower priority are preempted.</summary>
        public List<(Unplaced Unplaced, OrbitalInferenceJob Job)> Contended { get; } = [];
    }
}

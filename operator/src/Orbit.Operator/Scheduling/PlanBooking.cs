using System.Collections.Concurrent;
using KubeOps.Abstractions.Rbac;
using Orbit.Api.V1Alpha1;
using Orbit.Api.V1Alpha1.GroundLinks;
using Orbit.Api.V1Alpha1.OrbitalInferenceJobs;
using Orbit.Gateway.Clock;
using Orbit.Kubernetes.Client;
using Orbit.Kubernetes.Objects;
using Orbit.Operator.Gateways;
using Orbit.Operator.Metrics;
using Orbit.Operator.Snapshots;

namespace Orbit.Operator.Scheduling;

/// <summary>Commits plans: their contacts into the ledgers first, then the plans into the jobs (docs/designs/0002).</summary>
[GenericRbac(Groups = [OrbitGroup.Name], Resources = ["orbitalinferencejobs/status"], Verbs = RbacVerb.Update)]
internal sealed partial class PlanBooking(
    KubernetesClient client,
    WorldStores stores,
    Ledgers ledgers,
    InFlightContacts inFlight,
    UnsentBundles unsent,
    JobReports reports,
    JobEvents events,
    OperatorMetrics metrics,
    MissionClock clock,
    ILogger logger)
{
    private const int ParallelWrites = 8;

    /// <summary>Commits the plans; those that lost a race are dropped, and what was booked for them is released.</summary>
    /// <param name="commitments">The plans.</param>
    /// <param name="plannedAt">When their planning began, a timestamp of the wall clock.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <returns>Those that were not committed, and for each the ground link whose ledger is full; null when its job is planned again at once.</returns>
    public async Task<IReadOnlyCollection<(PlanCommitment Commitment, string? FullAt)>> CommitAsync(IReadOnlyList<PlanCommitment> commitments, long plannedAt, CancellationToken cancellationToken)
    {
        if (commitments.Count == 0)
        {
            return [];
        }

        ConcurrentBag<(PlanCommitment Commitment, string? FullAt)> dropped;
        using (inFlight.Hold([.. commitments.SelectMany(c => c.Contacts).Select(c => c.Contact.Name)]))
        {
            dropped = await BookAsync(commitments, plannedAt, cancellationToken);
        }

        // What was booked for a plan that did not come about is an orphan now, and its ground link's controller releases it.
        foreach (var station in dropped.SelectMany(d => d.Commitment.Contacts).Select(c => c.GroundLink).Distinct(StringComparer.Ordinal))
        {
            stores.Recheck(station);
        }

        return dropped;
    }

    private async Task<ConcurrentBag<(PlanCommitment Commitment, string? FullAt)>> BookAsync(IReadOnlyList<PlanCommitment> commitments, long plannedAt, CancellationToken cancellationToken)
    {
        var lost = new ConcurrentDictionary<string, string?>(StringComparer.Ordinal);
        var refused = new ConcurrentDictionary<string, KubernetesApiException>(StringComparer.Ordinal);
        var dropped = new ConcurrentBag<(PlanCommitment Commitment, string? FullAt)>();
        var limit = new ParallelOptions { MaxDegreeOfParallelism = ParallelWrites, CancellationToken = cancellationToken };

        var byStation = commitments.SelectMany(c => c.Contacts).GroupBy(c => c.GroundLink, c => c.Contact, StringComparer.Ordinal);
        await Parallel.ForEachAsync(byStation, limit, async (station, token) =>
        {
            try
            {
                foreach (var (name, fullAt) in await LostAsync(station.Key, [.. station], token))
                {
                    lost[name] = fullAt;
                }
            }
            catch (KubernetesApiException e)
            {
                // Whatever it is, it concerns this station's plans and no others.
                LogNotBooked(logger, station.Key, e.Message);
                foreach (var contact in station)
                {
                    lost[contact.Name] = null;
                }

                if (!e.IsConflict)
                {
                    refused[station.Key] = e;
                }
            }
        });

        await Parallel.ForEachAsync(commitments, limit, async (commitment, token) =>
        {
            var taken = commitment.Contacts.Where(c => lost.ContainsKey(c.Contact.Name)).Select(c => lost[c.Contact.Name]).ToList();
            if (taken.Count > 0 || !await WritePlanAsync(commitment, plannedAt, token))
            {
                dropped.Add((commitment, taken.FirstOrDefault(fullAt => fullAt is not null)));
                if (commitment.Contacts.FirstOrDefault(c => refused.ContainsKey(c.GroundLink)) is { GroundLink: { } station })
                {
                    await reports.LedgerRefusedAsync(commitment.Job, station, refused[station], token);
                }
            }
        });
        return dropped;
    }

    // The names of the contacts that are not booked, with the station where that is because its ledger is full.
    private async Task<IEnumerable<(string Name, string? FullAt)>> LostAsync(string station, IReadOnlyList<BookedContact> contacts, CancellationToken cancellationToken)
    {
        var booking = await ledgers.BookAsync(station, contacts, cancellationToken);
        if (booking.Lost.Count > 0)
        {
            LogLost(logger, booking.Lost.Count, station);
        }

        return [.. booking.Lost.Select(name => (name, (string?)null)), .. booking.Full.Select(name => (name, station))];
    }

    private async Task<bool> WritePlanAsync(PlanCommitment commitment, long plannedAt, CancellationToken cancellationToken)
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
        }).With(ConditionTypes.Scheduled, ConditionStatus.True, "Planned", commitment.Message, job.Metadata.Generation, clock.Wall.GetUtcNow())
          .With(JobConditions.Booked, ConditionStatus.False, "NotConfirmed", "The gateways have not confirmed the contacts yet.", job.Metadata.Generation, clock.Wall.GetUtcNow());
        if (before.Phase is JobPhase.Pending)
        {
            unsent.Planned(job.Metadata.Uid!, plan.AttemptId, plannedAt);
        }

        try
        {
            await client.UpdateStatusAsync(job with { Status = status }, cancellationToken);
            metrics.PlanBooked();
            reports.Planned(job);
            events.Normal(job, "Scheduled", commitment.Message);
            return true;
        }
        catch (KubernetesApiException e)
        {
            unsent.HandedOver(job.Metadata.Uid!, plan.AttemptId);
            reports.NotWritten(job, e);
            return false;
        }
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "{Contacts} contacts at {GroundLink} were taken between planning and booking; their jobs are planned again")]
    private static partial void LogLost(ILogger logger, int contacts, string groundLink);

    [LoggerMessage(Level = LogLevel.Information, Message = "The ledger of {GroundLink} could not be written; its contacts are planned again: {Reason}")]
    private static partial void LogNotBooked(ILogger logger, string groundLink, string reason);
}

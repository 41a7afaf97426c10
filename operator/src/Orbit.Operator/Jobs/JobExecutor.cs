using System.Globalization;
using System.Net;
using Orbit.Api.V1Alpha1;
using Orbit.Api.V1Alpha1.GroundLinks;
using Orbit.Api.V1Alpha1.OrbitalInferenceJobs;
using Orbit.Gateway.Client;
using Orbit.Gateway.Clock;
using Orbit.Gateway.Contract;
using Orbit.Kubernetes.Client;
using Orbit.Kubernetes.Objects;
using Orbit.Operator.Gateways;
using Orbit.Operator.Scheduling;
using Orbit.Operator.Snapshots;
using Orbit.Planning.Requests;
using Orbit.Visibility.Intervals;

namespace Orbit.Operator.Jobs;

/// <summary>
/// Takes a job that has a plan one step further. Every step looks at the world first and may be repeated at any time:
/// whatever it sends carries the attempt's or the contact's name (docs/designs/0002).
/// </summary>
internal sealed class JobExecutor(
    KubernetesClient client, WorldStores stores, Stations stations, JobInputs inputs, Refusals refusals, ResultStore results, MissionClock clock)
{
    // How often a transfer that is late is asked after.
    private static readonly TimeSpan PollMission = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan LeastPollWall = TimeSpan.FromMilliseconds(50);
    // What a gateway refuses for another reason than a taken antenna, it will refuse a minute later too.
    private static readonly TimeSpan RefusedFor = TimeSpan.FromHours(1);

    // A satellite on which an attempt failed is tried again after about an orbit.
    private static readonly TimeSpan AvoidedFor = TimeSpan.FromMinutes(90);

    private static readonly TimeSpan RetryWall = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan ProtocolRetryWall = TimeSpan.FromSeconds(15);

    /// <summary>The job's next status.</summary>
    public async Task<JobStep> StepAsync(OrbitalInferenceJob job, CancellationToken cancellationToken)
    {
        var status = job.Status ?? new OrbitalInferenceJobStatus();
        try
        {
            return status.Phase switch
            {
                JobPhase.Pending => WhenPending(job, status),
                JobPhase.Suspended => WhenSuspended(job, status),
                JobPhase.Scheduled => await WhenScheduledAsync(job, status, cancellationToken),
                JobPhase.Uplinking => await WhenUplinkingAsync(job, status, cancellationToken),
                JobPhase.Computing => await WhenComputingAsync(job, status, cancellationToken),
                JobPhase.Downlinking => await WhenDownlinkingAsync(job, status, cancellationToken),
                _ => new JobStep(status),
            };
        }
        catch (ResultStoreException e)
        {
            return new JobStep(status with { Message = e.Message }, Now + (ProtocolRetryWall * clock.Rate));
        }
        catch (GatewayUnreachableException e)
        {
            return WhenUnreachable(job, status, e.Message);
        }
        catch (GatewayException e)
        {
            // What answers is no gateway, or not a sound one: asking again at once would not make it one.
            return new JobStep(status with { Message = e.Message }, Now + (ProtocolRetryWall * clock.Rate));
        }
    }

    private DateTimeOffset Now => clock.GetUtcNow();

    private DateTimeOffset Soon => Now + Max(PollMission, LeastPollWall * clock.Rate);

    private JobStep WhenPending(OrbitalInferenceJob job, OrbitalInferenceJobStatus status) =>
        job.Spec.Suspend ? Suspend(job, status) : new JobStep(status);

    private JobStep WhenSuspended(OrbitalInferenceJob job, OrbitalInferenceJobStatus status) =>
        job.Spec.Suspend
            ? new JobStep(status)
            : Replan(job, status, "Resumed", "The job was resumed and waits for a plan.", warning: false);

    // Before anything is on board a job can still be held back; later it is let finish, for the work is done anyway.
    private JobStep Suspend(OrbitalInferenceJob job, OrbitalInferenceJobStatus status)
    {
        const string message = "spec.suspend is set; nothing is booked.";
        var suspended = status.Replanned("Suspended", message, job.Metadata.Generation, Wall) with { Phase = JobPhase.Suspended };
        return new JobStep(suspended, Event: new JobEvent("Suspended", message));
    }

    private async Task<JobStep> WhenScheduledAsync(OrbitalInferenceJob job, OrbitalInferenceJobStatus status, CancellationToken cancellationToken)
    {
        if (status.Plan is not { Downlink: { } downlink } plan)
        {
            return Replan(job, status, "PlanIncomplete", "The plan has no downlink; it is made anew.", warning: true);
        }

        var booked = status.Conditions.IsConditionTrue(JobConditions.Booked);
        if (booked && Now >= plan.Uplink.TransferStart)
        {
            // The bundle may be on its way or on board: from here on only the gateway knows, so it is asked before anything else.
            return UplinkBegun(status, plan);
        }

        if (job.Spec.Suspend)
        {
            return booked && !await TakeBackAsync(plan, cancellationToken) ? UplinkBegun(status, plan) : Suspend(job, status);
        }

        if (await SatelliteProblemAsync(plan.Satellite, cancellationToken) is { } problem)
        {
            return Replan(job, status, "SatelliteUnavailable", problem, warning: true);
        }

        foreach (var contact in Contacts(plan.Uplink, downlink))
        {
            if (await BookingProblemAsync(contact, cancellationToken) is { } lost)
            {
                Avoid(job, plan.Satellite, contact);
                return booked && !await TakeBackAsync(plan, cancellationToken)
                    ? UplinkBegun(status, plan)
                    : Replan(job, status, "ContactLost", lost, warning: true);
            }
        }

        return booked ? new JobStep(status, plan.Uplink.TransferStart) : await ConfirmAsync(job, status, plan, downlink, cancellationToken);
    }

    private static JobStep UplinkBegun(OrbitalInferenceJobStatus status, JobPlan plan) =>
        new(status with { Phase = JobPhase.Uplinking, Message = $"The uplink at {plan.Uplink.GroundLink} has begun." });

    // Whether the bundle is sure not to go up any more. A provider may refuse to let the contact go, and then it will.
    private async Task<bool> TakeBackAsync(JobPlan plan, CancellationToken cancellationToken)
    {
        try
        {
            await Gateway(plan.Uplink).Client.CancelAsync(plan.Uplink.Contact, cancellationToken);
            return true;
        }
        catch (GatewayRefusedException)
        {
            var contact = await Gateway(plan.Uplink).Client.GetContactAsync(plan.Uplink.Contact, cancellationToken);
            return contact is null || (contact.State.IsFinal() && contact.Uplinks.All(u => u.State is not UplinkState.Delivered));
        }
    }

    // A gateway that does not answer holds nobody up for longer than its contact; then the job goes on with what is safe.
    private JobStep WhenUnreachable(OrbitalInferenceJob job, OrbitalInferenceJobStatus status, string message)
    {
        var plan = status.Plan;
        switch (status.Phase)
        {
            case JobPhase.Scheduled when plan is not null && !status.Conditions.IsConditionTrue(JobConditions.Booked)
                && Contacts(plan.Uplink, plan.Downlink ?? plan.Uplink).Any(c => !IsReady(c.GroundLink)):
                return Replan(job, status, "GatewayUnreachable", message, warning: true);
            case JobPhase.Uplinking when plan is not null && Now >= plan.Uplink.End + Grace:
                return AssumeOnBoard(status, message);
            case JobPhase.Computing or JobPhase.Downlinking when plan?.Downlink is { } downlink && Now >= downlink.End + Grace:
                return LoseDownlink(job, status, plan, downlink, message);
            default:
                return new JobStep(status with { Message = message }, Now + (RetryWall * clock.Rate));
        }
    }

    private bool IsReady(string groundLink) =>
        stores.GroundLinks.Find(new NamespacedName(groundLink))?.Status?.Conditions.IsConditionTrue(ConditionTypes.Ready) is true;

    // Work that may be on board is never started elsewhere; if it is not there, the next downlink finds out.
    private static JobStep AssumeOnBoard(OrbitalInferenceJobStatus status, string why)
    {
        var message = $"{why} The work may be on board {status.Plan!.Satellite}; its downlink will tell.";
        return new JobStep(status with { Phase = JobPhase.Computing, Message = message }, Event: new JobEvent("UplinkUnknown", message, IsWarning: true));
    }

    private TimeSpan Grace => Max(TimeSpan.FromMinutes(1), TimeSpan.FromSeconds(10) * clock.Rate);

    private async Task<JobStep> ConfirmAsync(
        OrbitalInferenceJob job, OrbitalInferenceJobStatus status, JobPlan plan, PlannedContact downlink, CancellationToken cancellationToken)
    {
        if (Now >= plan.Uplink.End)
        {
            return Replan(job, status, "UplinkMissed", $"The contact at {plan.Uplink.GroundLink} was over before it could be confirmed.", warning: true);
        }

        var current = plan.Uplink;
        try
        {
            var (input, bytes) = await inputs.ReadAsync(job, cancellationToken);
            foreach (var contact in Contacts(plan.Uplink, downlink))
            {
                current = contact;
                await BookAsync(plan, contact, Purpose(plan, contact), cancellationToken);
            }

            current = plan.Uplink;
            await Gateway(plan.Uplink).Client.StageUplinkAsync(plan.Uplink.Contact, Bundle(job, plan, input, bytes), cancellationToken);
            current = downlink;
            await Gateway(downlink).Client.RequestDownlinkAsync(downlink.Contact, plan.AttemptId, cancellationToken);
        }
        catch (JobInputException e)
        {
            return Replan(job, status, "InputMissing", e.Message, warning: true);
        }
        catch (GatewayRefusedException e)
        {
            Avoid(job, plan.Satellite, current, e.Status is HttpStatusCode.Conflict ? TimeSpan.Zero : RefusedFor);
            if (!await TakeBackAsync(plan, cancellationToken))
            {
                return UplinkBegun(status, plan);
            }

            return Replan(job, status, "ContactRefused", $"The gateway of {current.GroundLink} refused the contact: {e.Message}", warning: true);
        }

        var message = string.Create(
            CultureInfo.InvariantCulture,
            $"Uplink to {plan.Satellite} at {plan.Uplink.GroundLink} from {plan.Uplink.TransferStart:HH:mm:ss'Z'}, result expected at {plan.ExpectedCompletion:HH:mm:ss'Z'}.");
        var booked = (status with { Message = message }).With(
            JobConditions.Booked, V1Condition.True, "Confirmed", "The gateways hold the contacts and what goes up in them.", job.Metadata.Generation, Wall);
        return new JobStep(booked, plan.Uplink.TransferStart, new JobEvent("Booked", message));
    }

    private async Task<JobStep> WhenUplinkingAsync(OrbitalInferenceJob job, OrbitalInferenceJobStatus status, CancellationToken cancellationToken)
    {
        var plan = status.Plan!;
        var contact = await Gateway(plan.Uplink).Client.GetContactAsync(plan.Uplink.Contact, cancellationToken);
        var transfer = contact?.Uplinks.FirstOrDefault(u => string.Equals(u.AttemptId, plan.AttemptId, StringComparison.Ordinal));
        if (contact is null || transfer is null)
        {
            // A gateway that forgot it is told again, under the same names, as long as there is time.
            return Now < plan.Uplink.End
                ? new JobStep(Unconfirmed(job, status) with { Phase = JobPhase.Scheduled })
                : AssumeOnBoard(status, $"The gateway of {plan.Uplink.GroundLink} does not know the contact any more.");
        }

        if (transfer.State is UplinkState.Delivered)
        {
            var message = $"The work is on board {plan.Satellite}.";
            var actual = (status.Actual ?? new JobTimes()) with { UplinkStarted = transfer.StartedAt, UplinkFinished = transfer.FinishedAt };
            return new JobStep(
                status with { Phase = JobPhase.Computing, Message = message, Actual = actual },
                Event: new JobEvent("Uplinked", $"The work was sent up to {plan.Satellite} at {plan.Uplink.GroundLink}."));
        }

        if (transfer.State is UplinkState.Failed || contact.State.IsFinal())
        {
            Avoid(job, plan.Satellite, plan.Uplink);
            return Replan(
                job, status, "UplinkFailed", $"The uplink at {plan.Uplink.GroundLink} failed: {transfer.Reason ?? contact.Reason ?? "the contact ended before it was sent."}", warning: true);
        }

        return new JobStep(status, Later(plan.Uplink.TransferEnd));
    }

    private async Task<JobStep> WhenComputingAsync(OrbitalInferenceJob job, OrbitalInferenceJobStatus status, CancellationToken cancellationToken)
    {
        if (await FollowDownlinkBookingAsync(job, status, cancellationToken) is { } changed)
        {
            return changed;
        }

        var plan = status.Plan!;
        return Now >= plan.Compute.End
            ? new JobStep(status with
            {
                Phase = JobPhase.Downlinking,
                Message = plan.Downlink is { } d ? $"The result is to come down at {d.GroundLink}." : "The result waits on board for a downlink.",
            })
            : new JobStep(status, plan.Compute.End);
    }

    private async Task<JobStep> WhenDownlinkingAsync(OrbitalInferenceJob job, OrbitalInferenceJobStatus status, CancellationToken cancellationToken)
    {
        var plan = status.Plan!;
        if (plan.Downlink is { } downlink && status.Conditions.IsConditionTrue(JobConditions.Booked))
        {
            var gateway = Gateway(downlink).Client;
            var contact = await gateway.GetContactAsync(downlink.Contact, cancellationToken);
            var transfer = contact?.Downlinks.FirstOrDefault(d => string.Equals(d.AttemptId, plan.AttemptId, StringComparison.Ordinal));
            if (transfer?.State is DownlinkState.Received)
            {
                return await ReceiveAsync(job, status, plan, downlink, transfer, cancellationToken);
            }

            var failure = Now >= downlink.Start ? await OnboardFailureAsync(gateway, plan, downlink, cancellationToken) : null;
            var over = transfer?.State is DownlinkState.Failed || contact?.State.IsFinal() is true || Now >= downlink.End + Grace || (contact is null && Now >= downlink.End);
            if ((failure is not null || over) && await results.IsStoredAsync(job, plan.AttemptId, cancellationToken))
            {
                // An operator before this one stored it and was stopped before it could say so.
                return await ReceiveAsync(job, status, plan, downlink, transfer, cancellationToken);
            }

            if (failure is not null)
            {
                return AttemptFailed(job, status, "FailedOnBoard", $"The work failed on board {plan.Satellite}: {failure}");
            }

            if (over)
            {
                return LoseDownlink(
                    job, status, plan, downlink, $"The downlink at {downlink.GroundLink} failed: {transfer?.Reason ?? contact?.Reason ?? "the gateway does not know the contact."}");
            }

            if (contact is null || transfer is null)
            {
                return new JobStep(Unconfirmed(job, status));
            }
        }

        if (await FollowDownlinkBookingAsync(job, status, cancellationToken) is { } changed)
        {
            return changed;
        }

        return new JobStep(status, plan.Downlink is { } planned ? Later(planned.TransferEnd) : null);
    }

    // Shared by the phases in which the work is on board: is the satellite still there, is its downlink still booked?
    private async Task<JobStep?> FollowDownlinkBookingAsync(OrbitalInferenceJob job, OrbitalInferenceJobStatus status, CancellationToken cancellationToken)
    {
        var plan = status.Plan!;
        if (await SatelliteProblemAsync(plan.Satellite, cancellationToken) is { } gone)
        {
            return AttemptFailed(job, status, "SatelliteLost", gone);
        }

        if (plan.Downlink is not { } downlink)
        {
            return null;
        }

        if (await BookingProblemAsync(downlink, cancellationToken) is { } lost)
        {
            return LoseDownlink(job, status, plan, downlink, lost);
        }

        if (status.Conditions.IsConditionTrue(JobConditions.Booked))
        {
            return null;
        }

        if (Now >= downlink.End)
        {
            return LoseDownlink(job, status, plan, downlink, $"The downlink at {downlink.GroundLink} was over before it could be confirmed.");
        }

        try
        {
            await BookAsync(plan, downlink, Purpose(plan, downlink), cancellationToken);
            await Gateway(downlink).Client.RequestDownlinkAsync(downlink.Contact, plan.AttemptId, cancellationToken);
        }
        catch (GatewayRefusedException e)
        {
            return LoseDownlink(job, status, plan, downlink, $"The gateway of {downlink.GroundLink} refused the downlink: {e.Message}");
        }

        var message = string.Create(CultureInfo.InvariantCulture, $"The result comes down at {downlink.GroundLink} from {downlink.TransferStart:HH:mm:ss'Z'}.");
        return new JobStep(
            (status with { Message = message }).With(
                JobConditions.Booked, V1Condition.True, "Confirmed", "The gateway holds the downlink.", job.Metadata.Generation, Wall),
            Later(downlink.TransferEnd),
            new JobEvent("Booked", message));
    }

    private async Task<JobStep> ReceiveAsync(
        OrbitalInferenceJob job, OrbitalInferenceJobStatus status, JobPlan plan, PlannedContact downlink, DownlinkTransfer? transfer, CancellationToken cancellationToken)
    {
        var gateway = Gateway(downlink).Client;
        // Asked before the result is acknowledged: after that the satellite may drop the attempt, and its report with it.
        var report = await gateway.GetReportAsync(plan.NoradId, cancellationToken);
        var attempt = report?.Attempts.FirstOrDefault(a => string.Equals(a.AttemptId, plan.AttemptId, StringComparison.Ordinal));
        var result = await results.StoreAsync(job, plan.AttemptId, gateway, cancellationToken);
        var completed = transfer?.FinishedAt ?? Now;
        var accepted = status.Actual?.AcceptedTime ?? completed;
        var turnaround = completed - accepted;
        var late = job.Spec.LatestCompletion(accepted) < completed;
        var message = string.Create(
            CultureInfo.InvariantCulture,
            $"Answered by {plan.Satellite} in {turnaround.TotalSeconds:0.#} s{(late ? ", after its deadline" : "")}; the result is in ConfigMap {result.ConfigMap}.");
        var done = (status with
        {
            Phase = JobPhase.Succeeded,
            Message = message,
            Result = result,
            Turnaround = TimeSpan.FromMilliseconds(Math.Round(turnaround.TotalMilliseconds)),
            Actual = (status.Actual ?? new JobTimes()) with
            {
                ComputeStarted = attempt?.StartedAt,
                ComputeFinished = attempt?.FinishedAt,
                DownlinkStarted = transfer?.StartedAt,
                DownlinkFinished = transfer?.FinishedAt,
                Completed = completed,
            },
        }).With(ConditionTypes.Complete, V1Condition.True, late ? "CompletedLate" : "ResultStored", message, job.Metadata.Generation, Wall);
        return new JobStep(done, Event: new JobEvent("Completed", message));
    }

    private static async Task<string?> OnboardFailureAsync(GatewayClient gateway, JobPlan plan, PlannedContact downlink, CancellationToken cancellationToken)
    {
        var report = await gateway.GetReportAsync(plan.NoradId, cancellationToken);
        var attempt = report?.Attempts.FirstOrDefault(a => string.Equals(a.AttemptId, plan.AttemptId, StringComparison.Ordinal));
        if (report?.AsOf >= downlink.Start && attempt is null)
        {
            return "the satellite was heard and does not have it.";
        }

        return attempt is { Phase: AttemptPhase.Failed } ? attempt.Reason ?? "no reason was given." : null;
    }

    private JobStep AttemptFailed(OrbitalInferenceJob job, OrbitalInferenceJobStatus status, string reason, string message)
    {
        var failed = status with { Failures = status.Failures + 1 };
        if (status.Plan is { } plan)
        {
            // Another satellite first, if there is one: what failed it here may still be there.
            refusals.Add(job.Metadata.Uid!, new ExcludedWindow(plan.Satellite, null, new Interval(Now, Now + AvoidedFor)), Now);
        }

        return failed.Failures > job.Spec.BackoffLimit
            ? new JobStep(
                failed.Ended("BackoffLimitExceeded", $"{message} {failed.Failures} attempts failed, spec.backoffLimit is {job.Spec.BackoffLimit}.", job.Metadata.Generation, Wall, Now),
                Event: new JobEvent("BackoffLimitExceeded", message, IsWarning: true))
            : Replan(job, failed, reason, message, warning: true);
    }

    private JobStep LoseDownlink(OrbitalInferenceJob job, OrbitalInferenceJobStatus status, JobPlan plan, PlannedContact downlink, string why)
    {
        Avoid(job, plan.Satellite, downlink);
        var message = $"{why} Another is being booked; the work stays on board {plan.Satellite}.";
        var lost = Unconfirmed(job, status) with { Plan = plan with { Downlink = null }, Message = message, NextTryTime = null };
        return new JobStep(lost, Event: new JobEvent("DownlinkLost", message, IsWarning: true));
    }

    private JobStep Replan(OrbitalInferenceJob job, OrbitalInferenceJobStatus status, string reason, string message, bool warning) =>
        new(status.Replanned(reason, message, job.Metadata.Generation, Wall), Event: new JobEvent(reason, message, warning));

    private OrbitalInferenceJobStatus Unconfirmed(OrbitalInferenceJob job, OrbitalInferenceJobStatus status) =>
        status.With(JobConditions.Booked, V1Condition.False, "NotConfirmed", "The gateways have not confirmed the contacts yet.", job.Metadata.Generation, Wall);

    private async Task<string?> SatelliteProblemAsync(string satellite, CancellationToken cancellationToken)
    {
        // A store may lag behind; a satellite is given up only when the API server says that it is gone.
        if (stores.Satellites.Find(new NamespacedName(satellite)) is null
            && await client.FindAsync<Orbit.Api.V1Alpha1.SatelliteNodes.SatelliteNode>(new NamespacedName(satellite), cancellationToken) is null)
        {
            return $"Satellite {satellite} was deleted.";
        }

        var health = SatelliteHealth.Of(satellite, stores.GroundLinks.List());
        return health.IsLost ? $"Satellite {satellite} was not heard in {health.MissedContacts} booked contacts in a row and counts as lost." : null;
    }

    private async Task<string?> BookingProblemAsync(PlannedContact contact, CancellationToken cancellationToken)
    {
        var booked = Find(stores.GroundLinks.Find(new NamespacedName(contact.GroundLink)), contact);
        if (booked is null)
        {
            var groundLink = await client.FindAsync<GroundLink>(new NamespacedName(contact.GroundLink), cancellationToken);
            booked = Find(groundLink, contact);
            if (booked is null)
            {
                return groundLink is null
                    ? $"Ground link {contact.GroundLink} was deleted."
                    : $"The booking at {contact.GroundLink} was released.";
            }
        }

        return booked.State switch
        {
            BookedContactState.ProviderCancelled => $"The provider cancelled the contact at {contact.GroundLink}.",
            BookedContactState.Cancelled => $"The contact at {contact.GroundLink} was cancelled.",
            BookedContactState.Failed => $"Nothing was heard in the contact at {contact.GroundLink}.",
            _ => null,
        };

        static BookedContact? Find(GroundLink? groundLink, PlannedContact contact) =>
            groundLink?.Status?.Contacts.FirstOrDefault(c => string.Equals(c.Name, contact.Contact, StringComparison.Ordinal));
    }

    private async Task BookAsync(JobPlan plan, PlannedContact contact, ContactPurpose purpose, CancellationToken cancellationToken)
    {
        var (gateway, station) = Gateway(contact);
        var booking = new ContactBooking
        {
            Station = station,
            NoradId = plan.NoradId,
            Antenna = contact.Antenna,
            Start = contact.Start,
            End = contact.End,
            Purpose = purpose,
        };
        var booked = await gateway.BookAsync(contact.Contact, booking, cancellationToken);
        if (booked.State.IsFinal())
        {
            // The same name was booked and ended before: the gateway tells how, and books nothing new.
            throw new GatewayRefusedException(HttpStatusCode.Conflict, booked.Reason ?? $"it is {booked.State} already.");
        }
    }

    private (GatewayClient Client, string Station) Gateway(PlannedContact contact) => stations.Gateway(contact.GroundLink);

    private void Avoid(OrbitalInferenceJob job, string satellite, PlannedContact contact, TimeSpan longer = default) =>
        refusals.Add(job.Metadata.Uid!, new ExcludedWindow(satellite, contact.GroundLink, new Interval(contact.Start, contact.End + longer)), Now);

    private static ContactPurpose Purpose(JobPlan plan, PlannedContact contact) =>
        plan.Downlink is { } downlink && string.Equals(plan.Uplink.Contact, downlink.Contact, StringComparison.Ordinal) ? ContactPurpose.UplinkAndDownlink
        : ReferenceEquals(contact, plan.Uplink) ? ContactPurpose.Uplink
        : ContactPurpose.Downlink;

    private static IEnumerable<PlannedContact> Contacts(PlannedContact uplink, PlannedContact downlink) =>
        string.Equals(uplink.Contact, downlink.Contact, StringComparison.Ordinal) ? [uplink] : [uplink, downlink];

    private static Bundle Bundle(OrbitalInferenceJob job, JobPlan plan, BundleInput input, long bytes) => new()
    {
        AttemptId = plan.AttemptId,
        Job = new BundleJob { Namespace = job.Metadata.Namespace!, Name = job.Metadata.Name!, Uid = job.Metadata.Uid! },
        Model = job.Spec.Model,
        Input = input,
        SizeBytes = bytes,
        Work = new BundleWork { Tokens = job.Spec.Work.Tokens, TeraOperations = job.Spec.Work.TeraOperations, Duration = job.Spec.Work.Duration },
        MaximumResultBytes = job.Spec.Output.MaximumSize.ToInt64(),
    };

    private DateTimeOffset Wall => clock.Wall.GetUtcNow();

    private DateTimeOffset Later(DateTimeOffset expected) => expected > Now ? expected : Soon;

    private static TimeSpan Max(TimeSpan a, TimeSpan b) => a > b ? a : b;
}

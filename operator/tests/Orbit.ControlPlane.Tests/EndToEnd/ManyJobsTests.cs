using System.Globalization;
using k8s.Models;
using Orbit.Api.V1Alpha1.GroundLinks;
using Orbit.Api.V1Alpha1.OrbitalInferenceJobs;
using Orbit.ControlPlane.Tests.ControlPlane;
using Orbit.Kubernetes.Client;
using Orbit.Kubernetes.Objects;
using Orbit.Operator.Gateways;

namespace Orbit.ControlPlane.Tests.EndToEnd;

/// <summary>Many jobs want one station, whose ledger does not rest while they are planned, or is full.</summary>
[Collection(AloneCollection.Name)]
public sealed class ManyJobsTests(ControlPlaneFixture controlPlane)
{
    private const string Station = "ksat-svalbard";
    private const string Filler = "filler";

    // The API server has much to do here, which is not to cost the operator its lease.
    private static readonly Dictionary<string, string> Unhurried = new(StringComparer.Ordinal) { ["ORBIT_LEASE_DURATION"] = "60s" };

    [Fact]
    public async Task IfSomethingRewritesALedgerAllTheTimeThenEveryJobGetsAPlanOrAReason()
    {
        const int count = 200;
        await using var world = await OrbitWorld.StartAsync(controlPlane, rate: 1, await SmallWorlds.OnlyAsync("scs-01-a", "scs-01-b", "scs-01-c", Station), operatorEnvironment: Unhurried);
        using var over = new CancellationTokenSource();
        var writes = RewriteAsync(world.Client, over.Token);
        await Parallel.ForAsync(0, count, async (i, token) => await world.Client.CreateAsync(Job(string.Create(CultureInfo.InvariantCulture, $"many-{i}")), token));

        // Until it has its first look a job may say that it waits for that, and nothing else.
        var jobs = await world.WaitForAllAsync<OrbitalInferenceJob>("default", all => all.Count == count && all.All(j => IsPlanned(j) || IsRefused(j)));

        await over.CancelAsync();
        (await writes).Should().BePositive("the ledger did not rest");
        jobs.Where(IsPlanned).Should().NotBeEmpty();
        jobs.Where(IsRefused).Should().OnlyContain(j => j.Status!.NextTryTime != null && j.Status.Message!.StartsWith("0/3 satellites"));
        var ledger = (await world.Client.GetAsync<GroundLink>(new NamespacedName(Station), CancellationToken.None)).Status!.Contacts;
        foreach (var plan in jobs.Where(IsPlanned).Select(j => j.Status!.Plan!))
        {
            ledger.Select(c => c.Name).Should().Contain(plan.Uplink.Contact).And.Contain(plan.Downlink!.Contact);
        }

        var booked = ledger.OrderBy(c => c.Start).ToList();
        booked.Zip(booked.Skip(1)).Should().OnlyContain(pair => pair.Second.Start - pair.First.End >= TimeSpan.FromSeconds(60), "its one antenna needs its turnaround");
    }

    [Fact]
    public async Task IfALedgerIsFullThenJobsForItSaySoOtherStationsGoOnAndItIsBookedAgainOnceContactsLeave()
    {
        var manifests = (await SmallWorlds.OnlyAsync("scs-01-a", "scs-01-b", Station, "aws-stockholm")).Replace("antennas: 1", "antennas: 16", StringComparison.Ordinal);
        await using var world = await OrbitWorld.StartAsync(controlPlane, rate: 1, manifests, operatorEnvironment: Unhurried);
        await world.SubmitAsync("holder", Only("ksat"));
        var holder = (await world.JobInAsync("holder", JobPhase.Scheduled)).Metadata;

        // What is left is enough for a job.
        await FillAsync(world.Client, holder, LedgerSize.MostBytes - 10_000);
        await world.SubmitAsync("last", Only("ksat"));
        await world.JobInAsync("last", JobPhase.Scheduled);

        await FillAsync(world.Client, holder, LedgerSize.MostBytes);
        await world.SubmitAsync("refused", Only("ksat"));
        var refused = (await world.JobAsync("refused", IsRefused)).Status!;
        // The second when the scheduler had not seen the full ledger yet.
        refused.Message.Should().BeOneOf("0/2 satellites: 2 have every uplink station's ledger full.", $"The ledger of {Station} is full.");
        refused.NextTryTime.Should().NotBeNull();

        await world.SubmitAsync("elsewhere", Only("aws"));
        (await world.JobInAsync("elsewhere", JobPhase.Scheduled)).Status!.Plan!.Uplink.GroundLink.Should().Be("aws-stockholm");
        var stored = await controlPlane.KubectlAsync("get", "--raw", $"/apis/orbitoperator.io/v1alpha1/groundlinks/{Station}");
        stored.Length.Should().BeLessThan(LedgerSize.MostBytes, "no API server stores more than is counted");

        await ChangeAsync(world.Client, g => g.Status! with { Contacts = [.. g.Status.Contacts.Where(c => c.Satellite != Filler)] }, CancellationToken.None);
        (await world.JobInAsync("refused", JobPhase.Scheduled)).Status!.Plan!.Uplink.GroundLink.Should().Be(Station);
    }

    private static string Only(string provider) => $$$"""
        work: {duration: 30s}
        uplinkSelector: {matchLabels: {orbitoperator.io/provider: {{{provider}}}}}
        downlinkSelector: {matchLabels: {orbitoperator.io/provider: {{{provider}}}}}
        """;

    // Contacts of another satellite, beyond the horizon, that are nobody's to release.
    private static Task FillAsync(KubernetesClient client, V1ObjectMeta holder, int bytes) => ChangeAsync(
        client,
        g =>
        {
            var contacts = g.Status!.Contacts.ToList();
            for (var room = bytes - LedgerSize.Of(g); room > 0; room -= LedgerSize.Of(contacts[^1]))
            {
                contacts.Add(Contact(holder, contacts.Count));
            }

            return g.Status with { Contacts = contacts };
        },
        CancellationToken.None);

    private static BookedContact Contact(V1ObjectMeta holder, int i) => new()
    {
        Name = string.Create(CultureInfo.InvariantCulture, $"{holder.Uid}-1-up-20260823t12{i:0000}"),
        Antenna = i % 16,
        Satellite = Filler,
        NoradId = 63982,
        Start = OrbitWorld.MissionStart.AddHours(36),
        End = OrbitWorld.MissionStart.AddHours(36).AddSeconds(30),
        Job = new JobReference { Namespace = holder.NamespaceProperty, Name = holder.Name!, Uid = holder.Uid! },
        Attempt = 1,
        Purpose = BookedContactPurpose.Uplink,
        State = BookedContactState.Completed,
    };

    private static bool IsPlanned(OrbitalInferenceJob job) => job.Status?.Plan is not null;

    private static bool IsRefused(OrbitalInferenceJob job) => job.Status?.Conditions.FindCondition("Scheduled") is { Status: "False", Reason: "Unschedulable" };

    // Plays the upkeep of a ledger that changes all the time.
    private static async Task<int> RewriteAsync(KubernetesClient client, CancellationToken over)
    {
        var writes = 0;
        while (!over.IsCancellationRequested)
        {
            await ChangeAsync(client, g => (g.Status ?? new GroundLinkStatus()) with { BookedSharePercent = writes % 100 }, CancellationToken.None);
            writes++;
        }

        return writes;
    }

    private static async Task ChangeAsync(KubernetesClient client, Func<GroundLink, GroundLinkStatus> change, CancellationToken cancellationToken)
    {
        while (true)
        {
            try
            {
                var groundLink = await client.GetAsync<GroundLink>(new NamespacedName(Station), cancellationToken);
                await client.UpdateStatusAsync(groundLink with { Status = change(groundLink) }, cancellationToken);
                return;
            }
            catch (KubernetesApiException e) when (e.IsConflict)
            {
                // The operator was faster.
            }
        }
    }

    private static OrbitalInferenceJob Job(string name) => new()
    {
        Metadata = new V1ObjectMeta { Name = name, NamespaceProperty = "default" },
        Spec = new OrbitalInferenceJobSpec
        {
            Model = "qwen3-8b",
            Input = new JobInput { Inline = "Who is next?" },
            Work = new JobWork { Duration = TimeSpan.FromSeconds(30) },
        },
    };
}

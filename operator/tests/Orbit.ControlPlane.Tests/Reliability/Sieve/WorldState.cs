using System.Text.Json;
using k8s;
using k8s.Models;
using Orbit.Api.V1Alpha1.GroundLinks;
using Orbit.Api.V1Alpha1.OrbitalInferenceJobs;
using Orbit.Api.V1Alpha1.SatelliteNodes;
using Orbit.Gateway.Contract;
using Orbit.Kubernetes.Objects;
using Orbit.Kubernetes.Serialization;

namespace Orbit.ControlPlane.Tests.Reliability.Sieve;

/// <summary>
/// Everything that a run leaves behind, without what may differ between two runs: a text for each object on the API server,
/// for what the gateways hold, and for what physically happened. <see cref="Normalization"/> says what may differ.
/// </summary>
internal sealed class WorldState
{
    private static readonly string[] Unsettled = ["contacts booked that no ledger has", "contacts in ledgers that are not booked", "contacts in ledgers that no plan names", "objects whose job is gone", "contacts going on"];

    private readonly SortedDictionary<string, string> _parts = new(StringComparer.Ordinal);

    /// <summary>Takes the state of a run.</summary>
    public static async Task<WorldState> OfAsync(Play play)
    {
        var state = new WorldState();
        var client = play.World.Client;
        var jobs = (await client.ListAllAsync<OrbitalInferenceJob>(null, null, CancellationToken.None)).Items;
        var groundLinks = (await client.ListAllAsync<GroundLink>(null, null, CancellationToken.None)).Items;
        var satellites = (await client.ListAllAsync<SatelliteNode>(null, null, CancellationToken.None)).Items;
        var names = play.Jobs.Concat(satellites.Select(s => KeyValuePair.Create(s.Metadata.Uid!, s.Metadata.Name!))).ToDictionary(StringComparer.Ordinal);
        var nodes = (await client.ListAllAsync<V1Node>(null, null, CancellationToken.None)).Items;
        foreach (var node in nodes)
        {
            names[node.Metadata.Uid!] = $"node {node.Metadata.Name}";
        }

        names[play.World.SimulatorAddress.ToString().TrimEnd('/')] = "gateway";
        var normalization = new Normalization(names, jobs.Where(LiveContacts.IsLive).SelectMany(LiveContacts.Of).ToHashSet(StringComparer.Ordinal));
        state.Add(normalization, jobs);
        state.Add(normalization, groundLinks);
        state.Add(normalization, satellites);
        state.Add(normalization, nodes);
        var pods = (await client.ListAllAsync<V1Pod>("default", null, CancellationToken.None)).Items;
        var results = (await client.ListAllAsync<V1ConfigMap>("default", null, CancellationToken.None)).Items.Where(c => c.Metadata.OwnerReferences is [_, ..]).ToArray();
        state.Add(normalization, pods);
        state.Add(normalization, results);
        var living = jobs.Select(j => j.Metadata.Uid).ToHashSet(StringComparer.Ordinal);
        state._parts[Unsettled[3]] = Lines(pods.Select(p => p.Metadata).Concat(results.Select(r => r.Metadata)).Where(m => m.OwnerReferences?.Any(o => living.Contains(o.Uid)) is not true).Select(m => m.Name!));
        state.Add(normalization, (await client.ListAllAsync<V1Lease>("kube-node-lease", null, CancellationToken.None)).Items.Where(l => nodes.Any(n => n.Metadata.Name == l.Metadata.Name)));

        // Nothing may be booked at a gateway that no ledger has, nor the other way round, and nothing that no plan names.
        var booked = (await play.World.GatewayContactsAsync()).Where(c => !c.State.IsOver()).Select(c => c.Id).ToHashSet(StringComparer.Ordinal);
        var ledgers = groundLinks.SelectMany(g => g.Status?.Contacts ?? []).Where(c => !IsFinal(c.State)).Select(c => c.Name).ToHashSet(StringComparer.Ordinal);
        state._parts["contacts booked"] = Lines(booked.Select(normalization.Text));
        state._parts[Unsettled[0]] = Lines(booked.Except(ledgers).Select(normalization.Text));
        state._parts[Unsettled[1]] = Lines(ledgers.Except(booked).Select(normalization.Text));
        state._parts[Unsettled[2]] = Lines(ledgers.Where(c => !normalization.IsLive(c)).Select(normalization.Text));

        state._parts[Unsettled[4]] = Lines(groundLinks.SelectMany(g => g.Status?.Contacts ?? [])
            .Where(c => c.State is BookedContactState.PrePass or BookedContactState.Pass or BookedContactState.PostPass).Select(c => normalization.Text(c.Name)));

        var log = await play.World.PhysicalLogAsync();
        log.ShouldBeExclusive(SieveManifests.Turnaround);
        state._parts["runs on board"] = Lines(log.Runs.Select(r => $"{normalization.Text(r.AttemptId)} on {r.NoradId}: {r.Outcome ?? "going on"}"));
        state._parts["transmissions"] = Lines(log.Transmissions.Select(t => $"{normalization.Text(t.AttemptId)} {t.Direction} at {t.Station}: {(t.Finished ? "whole" : "not whole")}"));
        return state;
    }

    /// <summary>Whether nothing goes on any more, and ledgers, gateways and plans agree.</summary>
    public bool IsSettled => string.Concat(Unsettled.Select(Part)).Length == 0;

    /// <summary>What differs from another state, a few lines for each part; empty when nothing does.</summary>
    public string DifferenceFrom(WorldState expected)
    {
        var parts = _parts.Keys.Union(expected._parts.Keys, StringComparer.Ordinal).Where(k => Part(k) != expected.Part(k));
        return string.Join('\n', parts.Select(k => $"{k}:\n{Difference(expected.Part(k).Split('\n'), Part(k).Split('\n'))}"));
    }

    private string Part(string key) => _parts.GetValueOrDefault(key, "(is not there)");

    private static string Difference(string[] expected, string[] actual) => string.Join(
        '\n', expected.Except(actual).Select(l => $"  - {l}").Concat(actual.Except(expected).Select(l => $"  + {l}")).Append($"  ({expected.Length} lines expected, {actual.Length} found)").Take(12));

    private void Add<T>(Normalization normalization, IEnumerable<T> items)
        where T : class, IKubernetesObject<V1ObjectMeta>
    {
        foreach (var item in items)
        {
            var json = JsonSerializer.SerializeToNode(item, ResourceJson.TypeInfo<T>())!.AsObject();
            var key = $"{ResourceKind.Of<T>().Kind} {normalization.Name(ResourceKind.Of<T>().Kind, item.Metadata.Name!)}";
            while (!_parts.TryAdd(key, normalization.Object(json).ToJsonString(Normalization.Readable)))
            {
                key += " once more";
            }
        }
    }

    private static bool IsFinal(BookedContactState state) =>
        state is BookedContactState.Completed or BookedContactState.Failed or BookedContactState.Cancelled or BookedContactState.ProviderCancelled;

    private static string Lines(IEnumerable<string> lines) => string.Join('\n', lines.Order(StringComparer.Ordinal));
}

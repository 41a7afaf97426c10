using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Orbit.ControlPlane.Tests.Reliability.Sieve;

/// <summary>Takes out of an object what may differ between two runs of the same scenario. Everything else must be the same.</summary>
/// <remarks>
/// What may differ, and why:
/// <list type="bullet">
/// <item>uids, versions, generations and managed fields: the server's. That a status was made of the newest generation counts.</item>
/// <item>Instants, and durations in messages: a disturbed run takes longer, and a contact may come later.</item>
/// <item>The number of an attempt: a plan that its gateways had not confirmed may be made anew (design 0002, rule 3). The pods
/// of such attempts must be gone, and what physically happened must be the same: one run, one transmission each way.</item>
/// <item>What was confirmed last: all of a plan, or its downlink when nobody heard that before the uplink began.</item>
/// <item>Why a plan was chosen, and the message of a fulfilled condition Scheduled, which says the same: what was known when the
/// plan was made, and whether it was all of a plan or another downlink for a contact that a busy machine missed.</item>
/// <item>When a pod that has ended was started: when the operator saw that, if it did.</item>
/// <item>Which of several antennas is used: the first that is free then. No two contacts may share one, which is checked.</item>
/// <item>Contacts in a ledger that are over and that no plan names: those of attempts that were made anew, as far as they were
/// not released before the gateway knew them. They say something about the satellite only when they failed; then they count.</item>
/// <item>Whether a ledger calls a booked contact Scheduling or Scheduled: it says so when its station is asked next, every ten seconds.</item>
/// <item>The gateway's address, and kubectl's notes of what was applied: the test's own.</item>
/// <item>The satellite's position: told whenever there is something else to tell.</item>
/// </list>
/// </remarks>
/// <param name="uids">Names of what is referred to by uid, or by address.</param>
/// <param name="live">Names of the contacts that plans name.</param>
internal sealed partial class Normalization(IReadOnlyDictionary<string, string> uids, IReadOnlySet<string> live)
{
    /// <summary>One member a line.</summary>
    public static JsonSerializerOptions Readable { get; } = new(JsonSerializerDefaults.General) { WriteIndented = true, Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private static readonly HashSet<string> Left = new(StringComparer.Ordinal) { "antenna", "attempt", "position", "turnaround", "kubectl.kubernetes.io/last-applied-configuration" };
    private static readonly HashSet<string> OfServer = new(StringComparer.Ordinal) { "uid", "resourceVersion", "creationTimestamp", "generation", "managedFields", "selfLink" };

    /// <summary>Whether a plan names a contact.</summary>
    public bool IsLive(string contact) => live.Contains(contact);

    /// <summary>An object's name.</summary>
    public string Name(string kind, string name) => kind == "Pod" ? Number().Replace(name, "-N") : name;

    /// <summary>An object of the API server.</summary>
    public JsonObject Object(JsonObject json)
    {
        var generation = json["metadata"]?["generation"]?.ToJsonString();
        foreach (var name in OfServer)
        {
            json["metadata"]!.AsObject().Remove(name);
        }

        if (json["kind"]?.GetValue<string>() == "Pod")
        {
            json["metadata"]!["name"] = Name("Pod", json["metadata"]!["name"]!.GetValue<string>());
        }

        foreach (var container in json["status"]?["containerStatuses"] as JsonArray ?? [])
        {
            (container!["state"]?["terminated"] as JsonObject)?.Remove("startedAt");
        }

        if (json["status"]?["contacts"] is JsonArray contacts)
        {
            foreach (var contact in contacts.Where(c => c!["state"]!.GetValue<string>() is "Scheduling"))
            {
                contact!["state"] = "Scheduled";
            }

            json["status"]!["contacts"] = new JsonArray([.. contacts.Where(Counts).Select(c => c!.DeepClone()).OrderBy(c => Text(c["name"]!.GetValue<string>()), StringComparer.Ordinal)]);
        }

        if (json["status"]?["work"] is JsonArray work)
        {
            json["status"]!["work"] = new JsonArray([.. work.Select(w => w!.DeepClone()).OrderBy(w => w.ToJsonString(), StringComparer.Ordinal)]);
        }

        json["status"]?["plan"]?.AsObject().Remove("reason");
        foreach (var condition in (json["status"]?["conditions"] as JsonArray ?? []).Where(c => c!["type"]!.GetValue<string>() == "Scheduled" && c["status"]!.GetValue<string>() == "True"))
        {
            condition!.AsObject().Remove("message");
        }

        return Node(json, generation)!.AsObject();
    }

    /// <summary>A text without uids, attempts and instants.</summary>
    public string Text(string text)
    {
        foreach (var (uid, name) in uids)
        {
            text = text.Replace(uid, $"<{name}>", StringComparison.Ordinal);
        }

        text = OfAttempt().Replace(text, "${job}-N");
        text = OfContact().Replace(text, "${what}");
        text = Instant().Replace(text, "<instant>");
        text = text.Replace("The gateways hold the contacts and what goes up in them.", "The gateway holds the downlink.", StringComparison.Ordinal);
        return Attempt().Replace(Seconds().Replace(text, "<n> s"), "${word} N");
    }

    private bool Counts(JsonNode? contact) =>
        contact!["state"]!.GetValue<string>() is not ("Completed" or "Cancelled" or "ProviderCancelled") || IsLive(contact["name"]!.GetValue<string>());

    private JsonNode? Node(JsonNode? node, string? generation) => node switch
    {
        JsonObject o => new JsonObject(o.Where(p => !Left.Contains(p.Key)).Select(p => KeyValuePair.Create(
            p.Key, p.Key == "observedGeneration" ? (p.Value?.ToJsonString() == generation ? "newest" : "older") : Node(p.Value, generation)))),
        JsonArray a => new JsonArray([.. a.Select(i => Node(i, generation))]),
        JsonValue v when v.TryGetValue<string>(out var text) => JsonValue.Create(Text(text)),
        _ => node?.DeepClone(),
    };

    [GeneratedRegex("-[0-9]+$", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Number();

    [GeneratedRegex(@"(?<job><[a-z ]+>)-[0-9]+", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex OfAttempt();

    [GeneratedRegex(@"(?<what>-(up|down|pass))-[0-9]{8}[tT][0-9]{6}", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex OfContact();

    [GeneratedRegex(@"([0-9]{4}-[0-9]{2}-[0-9]{2}T)?[0-9]{2}:[0-9]{2}:[0-9]{2}(\.[0-9]+)?(Z|\+00:00)?", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Instant();

    [GeneratedRegex(@"\b[0-9]+(\.[0-9]+)? s\b", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Seconds();

    [GeneratedRegex(@"(?<word>[Aa]ttempt) [0-9]+", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Attempt();
}

using System.Text.Json;
using System.Text.RegularExpressions;
using Orbit.Faults.Traffic;

namespace Orbit.ControlPlane.Tests.Reliability.Sieve;

/// <summary>Names for what passes between operator and API server that are the same in every run of a scenario.</summary>
internal static partial class Signatures
{
    /// <summary>A write: verb, resource, object, what it says, and by which field manager.</summary>
    public static string OfWrite(ApiCall call)
    {
        var body = Parse(call.Body);
        var name = call.Name.Length > 0 ? call.Name : Text(body, "metadata", "name");
        var resource = call.Subresource.Length == 0 ? call.Resource : $"{call.Resource}/{call.Subresource}";
        var content = call.Verb is ApiVerb.Delete ? "" : Content(call.Resource, body);
        return $"{call.Verb} {resource} {Name(call.Resource, name)}{content}{(call.Verb is ApiVerb.Apply ? $" by {call.FieldManager}" : "")}";
    }

    /// <summary>A watch event: resource, type, object, and what it says.</summary>
    public static string OfEvent(ApiCall call, WatchedEvent watched) =>
        $"{call.Resource} {watched.Type} {Name(call.Resource, watched.Name)}{Content(call.Resource, watched.Object)}";

    /// <summary>The part of the operator that makes a write, by its signature.</summary>
    public static string ControllerOf(string write) => write.Split(' ') switch
    {
        [_, "leases", ..] => "heartbeats",
        [_, "groundlinks/status", ..] => write.Contains("[books]", StringComparison.Ordinal) ? "scheduler" : "groundlink",
        [_, "satellitenodes/status" or "nodes" or "nodes/status", ..] => "satellite",
        ["Delete", "pods", ..] when write.Contains("terminating", StringComparison.Ordinal) => "pod",
        [_, "orbitalinferencejobs/status", ..] => OfScheduler().IsMatch(write) ? "scheduler" : "job",
        _ => "job",
    };

    /// <summary>The number of contacts that a ground link's JSON holds.</summary>
    public static int Contacts(ApiCall call) => Parse(call.Body) is { ValueKind: JsonValueKind.Object } body
        && body.TryGetProperty("status", out var status) && status.TryGetProperty("contacts", out var contacts) ? contacts.GetArrayLength() : 0;

    // Attempts are counted on after a disturbance; which one it is does not matter for what is written.
    private static string Name(string resource, string name) => resource == "pods" ? Number().Replace(name, "-N") : name;

    private static string Content(string resource, JsonElement body)
    {
        if (body.ValueKind is not JsonValueKind.Object || !body.TryGetProperty("status", out var status))
        {
            return "";
        }

        var phase = Text(status, "phase");
        return resource switch
        {
            "orbitalinferencejobs" when phase.Length > 0 => $" [{phase}{JobDetail(phase, status)}]",
            "pods" when phase.Length > 0 => $" [{phase}]",
            _ => "",
        };
    }

    private static string JobDetail(string phase, JsonElement status) => phase switch
    {
        "Pending" => $" {Condition(status, "Scheduled", "reason")}",
        "Failed" => $" {Condition(status, "Failed", "reason")}",
        "Scheduled" or "Computing" or "Downlinking" =>
            $"{(Condition(status, "Booked", "status") == "True" ? " booked" : "")}{(status.TryGetProperty("plan", out var plan) && plan.TryGetProperty("downlink", out _) ? "" : " without downlink")}",
        _ => "",
    };

    private static string Condition(JsonElement status, string type, string field) =>
        status.TryGetProperty("conditions", out var conditions)
            ? conditions.EnumerateArray().Where(c => Text(c, "type") == type).Select(c => Text(c, field)).FirstOrDefault("")
            : "";

    private static JsonElement Parse(ReadOnlyMemory<byte> json)
    {
        if (json.IsEmpty)
        {
            return default;
        }

        using var document = JsonDocument.Parse(json);
        return document.RootElement.Clone();
    }

    private static string Text(JsonElement element, params string[] path)
    {
        foreach (var step in path)
        {
            if (element.ValueKind is not JsonValueKind.Object || !element.TryGetProperty(step, out element))
            {
                return "";
            }
        }

        return element.ValueKind is JsonValueKind.String ? element.GetString()! : "";
    }

    [GeneratedRegex("-[0-9]+$", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Number();

    [GeneratedRegex(@"\[Scheduled\]|Unschedulable\]|InputMissing\]|DeadlineExceeded\]|Preempted\]", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex OfScheduler();
}

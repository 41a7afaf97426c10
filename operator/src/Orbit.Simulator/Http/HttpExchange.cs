using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Microsoft.AspNetCore.WebUtilities;
using Orbit.Gateway.Contract;
using Orbit.Gateway.Json;
using Orbit.Simulator.Simulation;

namespace Orbit.Simulator.Http;

/// <summary>Reads requests and writes answers; what can't be read becomes a refusal that says what is wrong.</summary>
internal static class HttpExchange
{
    /// <summary>Greatest body of a bundle, bytes; the server refuses more before it is read.</summary>
    public const int MaximumBundleBytes = 16 * 1024 * 1024;

    /// <summary>Greatest body of any other request, bytes.</summary>
    public const int MaximumBodyBytes = 64 * 1024;

    // Sentences keep their apostrophes: a JSON answer is never part of a page, for which they would be escaped.
    private static readonly GatewayJson Readable = new(new JsonSerializerOptions(GatewayJson.Default.Options)
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    });

    /// <summary>The id in the route.</summary>
    /// <exception cref="RefusalException">It breaks the rule of <see cref="GatewayId"/>.</exception>
    public static string Id(this HttpContext http, string name)
    {
        var id = http.Request.RouteValues[name] as string;
        return GatewayId.IsValid(id)
            ? id!
            : throw RefusalException.Impossible(
                $"{name} is not an id: 1 to {GatewayId.MaximumLength} ASCII letters, digits, '-', '_' and '.', with a letter or digit first and last.");
    }

    /// <summary>A number in the route.</summary>
    /// <exception cref="RefusalException">It isn't one.</exception>
    public static int Number(this HttpContext http, string name) =>
        int.TryParse(http.Request.RouteValues[name] as string, NumberStyles.None, CultureInfo.InvariantCulture, out var value)
            ? value
            : throw RefusalException.Impossible($"{name} is not a whole number.");

    /// <summary>An instant in the query; null when it isn't given.</summary>
    /// <exception cref="RefusalException">It isn't an instant with an offset.</exception>
    public static DateTimeOffset? Instant(this HttpContext http, string name)
    {
        if (http.Request.Query[name].FirstOrDefault() is not { Length: > 0 } text)
        {
            return null;
        }

        var quoted = JsonSerializer.SerializeToUtf8Bytes(text, HttpJson.Default.String);
        try
        {
            return JsonSerializer.Deserialize(quoted, HttpJson.Default.DateTimeOffset);
        }
        catch (JsonException)
        {
            throw RefusalException.Impossible($"{name} is not an instant of ISO 8601 with an offset, as 2026-08-22T00:00:00Z.");
        }
    }

    /// <summary>The body.</summary>
    /// <exception cref="RefusalException">It is too large or not what is expected.</exception>
    public static async Task<T> ReadAsync<T>(this HttpContext http, JsonTypeInfo<T> type, int maximumBytes)
    {
        using var body = new MemoryStream();
        var buffer = new byte[16 * 1024];
        int read;
        while ((read = await http.Request.Body.ReadAsync(buffer, http.RequestAborted)) > 0)
        {
            if (body.Length + read > maximumBytes)
            {
                throw RefusalException.TooLarge($"The body has more than {maximumBytes} bytes.");
            }

            body.Write(buffer, 0, read);
        }

        try
        {
            return JsonSerializer.Deserialize(body.ToArray(), type) ?? throw RefusalException.Unreadable("The body is null.");
        }
        catch (JsonException e)
        {
            throw RefusalException.Unreadable(Sentence(e));
        }
    }

    /// <summary>Answers with JSON.</summary>
    public static Task AnswerAsync<T>(this HttpContext http, int status, T value, JsonTypeInfo<T> type)
    {
        http.Response.StatusCode = status;
        return http.Response.WriteAsJsonAsync(value, type, contentType: null, http.RequestAborted);
    }

    /// <summary>Answers with a problem.</summary>
    public static Task RefuseAsync(
        this HttpContext http, int status, string detail, string type = GatewayProblemTypes.Blank, IReadOnlyList<VisibleInterval>? visible = null)
    {
        http.Response.StatusCode = status;
        var problem = new GatewayProblem { Type = type, Title = ReasonPhrases.GetReasonPhrase(status), Status = status, Detail = detail, Visible = visible };
        return http.Response.WriteAsJsonAsync(problem, Readable.GatewayProblem, "application/problem+json", http.RequestAborted);
    }

    // The serializer's own words name .NET types in two cases; elsewhere they say what is wrong.
    private static string Sentence(JsonException e)
    {
        const string Missing = "was missing required properties including: ";
        var missing = e.Message.IndexOf(Missing, StringComparison.Ordinal);
        return e.Message switch
        {
            _ when missing >= 0 => $"The body can't be read: it lacks {e.Message[(missing + Missing.Length)..]}",
            var text when text.Contains("could not be converted", StringComparison.Ordinal) =>
                $"The body can't be read: the value at {e.Path} is none that is allowed there.",
            var text => $"The body can't be read: {text}",
        };
    }
}

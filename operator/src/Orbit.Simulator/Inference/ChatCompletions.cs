using System.Text.Json;
using Orbit.Gateway.Contract;
using Orbit.Simulator.Constellations;

namespace Orbit.Simulator.Inference;

/// <summary>An OpenAI-compatible endpoint answers in the place of the models on board.</summary>
internal sealed partial class ChatCompletions : IInference
{
    private const int MaximumAnswerBytes = 16 * 1024 * 1024;

    private static readonly TimeSpan Timeout = TimeSpan.FromMinutes(5);

    private readonly HttpClient _http;
    private readonly Uri _address;
    private readonly TimeProvider _wall;
    private readonly ILogger _log;

    /// <summary>The endpoint below a base address, with or without its <c>/v1</c>.</summary>
    public ChatCompletions(HttpClient http, Uri baseAddress, TimeProvider wall, ILogger<ChatCompletions> log)
    {
        var root = baseAddress.GetLeftPart(UriPartial.Path).TrimEnd('/');
        _address = new Uri($"{(root.EndsWith("/v1", StringComparison.Ordinal) ? root : $"{root}/v1")}/chat/completions");
        _http = http;
        _wall = wall;
        _log = log;
    }

    public Task<InferenceOutcome> AnswerAsync(Bundle bundle, SatelliteModel satellite, CancellationToken cancellationToken) =>
        bundle.Input.Text is { } prompt
            ? Task.Run(() => AskAsync(bundle, prompt, cancellationToken), cancellationToken)
            : Task.FromResult(InferenceOutcome.Failed("The input is a URI, which the simulator does not fetch for its inference endpoint."));

    private async Task<InferenceOutcome> AskAsync(Bundle bundle, string prompt, CancellationToken cancellationToken)
    {
        using var timeout = new CancellationTokenSource(Timeout, _wall);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, timeout.Token);
        try
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, _address) { Content = Body(bundle, prompt) };
            using var response = await _http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, either.Token);
            if (!response.IsSuccessStatusCode)
            {
                return Failed(bundle, $"answered {(int)response.StatusCode} {response.ReasonPhrase}");
            }

            await response.Content.LoadIntoBufferAsync(MaximumAnswerBytes, either.Token);
            await using var body = await response.Content.ReadAsStreamAsync(either.Token);
            using var json = await JsonDocument.ParseAsync(body, default, either.Token);
            return InferenceOutcome.Answered(
                json.RootElement.GetProperty("choices")[0].GetProperty("message").GetProperty("content").GetString() ?? "");
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return Failed(bundle, $"did not answer within {DurationText.Format(Timeout)}");
        }
        catch (Exception e) when (e is JsonException or KeyNotFoundException or InvalidOperationException or IndexOutOfRangeException)
        {
            return Failed(bundle, "answered what is not a chat completion");
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            return Failed(bundle, $"failed: {e.Message}");
        }
    }

    private static ByteArrayContent Body(Bundle bundle, string prompt)
    {
        using var stream = new MemoryStream();
        using (var json = new Utf8JsonWriter(stream))
        {
            json.WriteStartObject();
            json.WriteString("model", bundle.Model);
            json.WriteStartArray("messages");
            json.WriteStartObject();
            json.WriteString("role", "user");
            json.WriteString("content", prompt);
            json.WriteEndObject();
            json.WriteEndArray();
            if (bundle.Work.Tokens is { } tokens)
            {
                json.WriteNumber("max_tokens", tokens);
            }

            json.WriteEndObject();
        }

        return new ByteArrayContent(stream.ToArray()) { Headers = { ContentType = new("application/json") } };
    }

    private InferenceOutcome Failed(Bundle bundle, string what)
    {
        LogFailed(_log, bundle.AttemptId, bundle.Model, what);
        return InferenceOutcome.Failed($"The inference endpoint {what}.");
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "The inference endpoint {what}, asked for attempt {attempt} and model {model}.")]
    private static partial void LogFailed(ILogger log, string attempt, string model, string what);
}

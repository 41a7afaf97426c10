using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Orbit.Gateway.Contract;
using Orbit.Gateway.Json;

namespace Orbit.Gateway.Client;

/// <summary>One gateway, typed. Every request is idempotent and may be repeated after any failure.</summary>
/// <remarks>
/// Every method throws <see cref="GatewayRefusedException"/> when the gateway says no,
/// <see cref="GatewayUnreachableException"/> when there is no answer, and <see cref="GatewayProtocolException"/> when the
/// answer is not the contract's; <see cref="OperationCanceledException"/> only when the caller cancelled.
/// It does not retry: its callers have a queue with back-off.
/// </remarks>
public sealed class GatewayClient
{
    /// <summary>Header of a result with the SHA-256 of its bytes, 64 lower case hexadecimal digits.</summary>
    public const string HashHeader = "X-Content-SHA256";

    /// <summary>How long a request may take, wall time, unless the constructor gets another value.</summary>
    public static readonly TimeSpan DefaultTimeout = TimeSpan.FromSeconds(10);

    private const int MaximumAnswerBytes = 16 * 1024 * 1024;

    private readonly HttpClient _http;
    private readonly TimeProvider _wall;
    private readonly TimeSpan _timeout;

    /// <summary>A client of the gateway at an address.</summary>
    /// <param name="http">The connection pool; may be shared, its base address is not used.</param>
    /// <param name="baseAddress">Where the contract's <c>/v1</c> is found; http or https, a path is kept.</param>
    /// <param name="wall">The wall clock of the time-outs; the system's when null.</param>
    /// <param name="timeout">How long a request may take, wall time; <see cref="DefaultTimeout"/> when null.</param>
    /// <exception cref="ArgumentException"><paramref name="baseAddress"/> is not an absolute http or https address.</exception>
    public GatewayClient(HttpClient http, Uri baseAddress, TimeProvider? wall = null, TimeSpan? timeout = null)
    {
        ArgumentNullException.ThrowIfNull(http);
        ArgumentNullException.ThrowIfNull(baseAddress);
        if (!baseAddress.IsAbsoluteUri || baseAddress.Scheme is not ("http" or "https"))
        {
            throw new ArgumentException($"The gateway's address '{baseAddress}' is not an absolute http or https address.", nameof(baseAddress));
        }

        _http = http;
        _wall = wall ?? TimeProvider.System;
        _timeout = timeout ?? DefaultTimeout;
        BaseAddress = new Uri(baseAddress.GetLeftPart(UriPartial.Path).TrimEnd('/') + "/");
    }

    /// <summary>Where the gateway is, with a slash at the end.</summary>
    public Uri BaseAddress { get; }

    /// <summary>Books a contact, or finds it booked already with the same content.</summary>
    /// <param name="contactId">The id that the caller chose; a repeat with the same id books nothing new.</param>
    /// <param name="booking">What to book. A repeat has the content first asked for, or that of the contact as it is now.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>The contact as it is now; a provider may confirm another interval or antenna than asked for.</returns>
    /// <exception cref="GatewayRefusedException">409: other content, or antenna or satellite taken; 422: not in view, ended, or malformed.</exception>
    public Task<GatewayContact> BookAsync(string contactId, ContactBooking booking, CancellationToken cancellationToken = default) =>
        PutAsync($"v1/contacts/{Checked(contactId)}", booking, GatewayJson.Default.ContactBooking, GatewayJson.Default.GatewayContact, cancellationToken);

    /// <summary>Extends a booked contact that is not over.</summary>
    /// <param name="contactId">The contact.</param>
    /// <param name="end">First instant after the contact, mission time; one that is not after its present end changes nothing.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>The contact as it is now, whose end may be another; null when the gateway does not know the contact, or extends none (404, 405 or 501).</returns>
    /// <exception cref="GatewayRefusedException">409: over, or antenna or satellite taken; 422: not in view.</exception>
    public Task<GatewayContact?> ExtendAsync(string contactId, DateTimeOffset end, CancellationToken cancellationToken = default)
    {
        var request = new HttpRequestMessage(HttpMethod.Patch, new Uri(BaseAddress, $"v1/contacts/{Checked(contactId)}"))
        {
            Content = Body(new ContactExtension { End = end }, GatewayJson.Default.ContactExtension),
        };
        return SendAsync<GatewayContact?>(
            request,
            async (response, token) => response.IsSuccessStatusCode ? await ReadJsonAsync(response, GatewayJson.Default.GatewayContact, token) : null,
            cancellationToken,
            // Whatever stands before a gateway without this request answers in its own form.
            isAnswer: status => status is HttpStatusCode.NotFound or HttpStatusCode.MethodNotAllowed or HttpStatusCode.NotImplemented);
    }

    /// <summary>Cancels a contact.</summary>
    /// <returns>Whether the gateway knew the contact; it is cancelled then.</returns>
    /// <exception cref="GatewayRefusedException">409: the cut-off or the end has passed.</exception>
    public Task<bool> CancelAsync(string contactId, CancellationToken cancellationToken = default) =>
        DeleteAsync($"v1/contacts/{Checked(contactId)}", cancellationToken);

    /// <summary>The contact as it is now; null when the gateway doesn't know it.</summary>
    public Task<GatewayContact?> GetContactAsync(string contactId, CancellationToken cancellationToken = default) =>
        NullIfNotFoundAsync(GetAsync($"v1/contacts/{Checked(contactId)}", GatewayJson.Default.GatewayContact, cancellationToken));

    /// <summary>The contacts that share an instant with [<paramref name="from"/>, <paramref name="to"/>), by start.</summary>
    /// <param name="station">Only of this station; of all stations when null.</param>
    /// <param name="from">Mission time; unbounded when null.</param>
    /// <param name="to">Mission time; unbounded when null.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    public async Task<IReadOnlyList<GatewayContact>> ListContactsAsync(
        string? station = null,
        DateTimeOffset? from = null,
        DateTimeOffset? to = null,
        CancellationToken cancellationToken = default)
    {
        var query = new List<string>();
        Add("station", station);
        Add("from", from?.UtcDateTime.ToString("O", CultureInfo.InvariantCulture));
        Add("to", to?.UtcDateTime.ToString("O", CultureInfo.InvariantCulture));
        var contacts = await GetAsync($"v1/contacts?{string.Join('&', query)}", GatewayJson.Default.IReadOnlyListGatewayContact, cancellationToken);
        var ids = new HashSet<string>(StringComparer.Ordinal);
        foreach (var contact in contacts)
        {
            if (contact is null || string.IsNullOrEmpty(contact.Id) || !ids.Add(contact.Id))
            {
                throw new GatewayProtocolException($"The gateway at {BaseAddress} listed {(contact?.Id is { Length: > 0 } id ? $"contact '{id}' twice" : "a contact without an id")}; each contact has one id of its own.");
            }
        }

        return contacts;

        void Add(string name, string? value)
        {
            if (value is not null)
            {
                query.Add($"{name}={Uri.EscapeDataString(value)}");
            }
        }
    }

    /// <summary>Stages a bundle, which the gateway sends up when the satellite is heard in this contact.</summary>
    /// <returns>The transfer as it is now.</returns>
    /// <exception cref="GatewayRefusedException">404: contact unknown; 409: contact over, or another bundle has this attempt's id; 422: malformed.</exception>
    public Task<UplinkTransfer> StageUplinkAsync(string contactId, Bundle bundle, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(bundle);
        var path = $"v1/contacts/{Checked(contactId)}/uplinks/{Checked(bundle.AttemptId)}";
        return PutAsync(path, bundle, GatewayJson.Default.Bundle, GatewayJson.Default.UplinkTransfer, cancellationToken);
    }

    /// <summary>Asks that an attempt's result come down in this contact as soon as it is ready on board.</summary>
    /// <returns>The transfer as it is now.</returns>
    /// <exception cref="GatewayRefusedException">404: contact unknown; 409: contact over; 422: not a contact for downlinks.</exception>
    public Task<DownlinkTransfer> RequestDownlinkAsync(string contactId, string attemptId, CancellationToken cancellationToken = default)
    {
        var path = $"v1/contacts/{Checked(contactId)}/downlinks/{Checked(attemptId)}";
        return PutAsync<object, DownlinkTransfer>(path, body: null, bodyType: null, GatewayJson.Default.DownlinkTransfer, cancellationToken);
    }

    /// <summary>What the satellite last reported through this gateway; null when it never did.</summary>
    public Task<SatelliteReport?> GetReportAsync(int noradId, CancellationToken cancellationToken = default) =>
        NullIfNotFoundAsync(GetAsync($"v1/satellites/{noradId}/report", GatewayJson.Default.SatelliteReport, cancellationToken));

    /// <summary>An attempt's result, its hash verified; null while it is not on the ground.</summary>
    /// <param name="attemptId">The attempt.</param>
    /// <param name="maximumBytes">Greatest result to take, bytes.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <exception cref="GatewayResultTooLargeException">The bytes are more than <paramref name="maximumBytes"/>.</exception>
    /// <exception cref="GatewayResultException">The bytes don't have the hash stated.</exception>
    public Task<GatewayResult?> GetResultAsync(string attemptId, long maximumBytes, CancellationToken cancellationToken = default) =>
        NullIfNotFoundAsync(SendAsync(
            new HttpRequestMessage(HttpMethod.Get, new Uri(BaseAddress, $"v1/results/{Checked(attemptId)}")),
            async (response, token) =>
            {
                var content = await ReadAsync(response, maximumBytes, message => new GatewayResultTooLargeException(message), token);
                var sha256 = Convert.ToHexStringLower(SHA256.HashData(content));
                var stated = response.Headers.TryGetValues(HashHeader, out var values) ? string.Join(',', values) : "none";
                if (!string.Equals(sha256, stated, StringComparison.Ordinal))
                {
                    throw new GatewayResultException(
                        $"The result of attempt {attemptId} from {BaseAddress} has SHA-256 {sha256}, stated is {stated}.");
                }

                var isText = response.Content.Headers.ContentType?.MediaType?.StartsWith("text/", StringComparison.Ordinal) is true;
                return new GatewayResult(content, sha256, isText);
            },
            cancellationToken));

    /// <summary>Tells the gateway that a result is stored; it need not keep it any longer.</summary>
    /// <returns>Whether the gateway knew the result.</returns>
    public Task<bool> AcknowledgeResultAsync(string attemptId, CancellationToken cancellationToken = default) =>
        DeleteAsync($"v1/results/{Checked(attemptId)}", cancellationToken);

    /// <summary>Asks whether the gateway is up; returns when it is.</summary>
    public Task CheckHealthAsync(CancellationToken cancellationToken = default) =>
        SendAsync(
            new HttpRequestMessage(HttpMethod.Get, new Uri(BaseAddress, "healthz")),
            (_, _) => Task.FromResult(true),
            cancellationToken);

    private static string Checked(string id) =>
        GatewayId.IsValid(id) ? id : throw new ArgumentException($"'{id}' is not an id that a gateway accepts.", nameof(id));

    private static async Task<T?> NullIfNotFoundAsync<T>(Task<T> answer)
        where T : class
    {
        try
        {
            return await answer;
        }
        catch (GatewayRefusedException e) when (e.Status is HttpStatusCode.NotFound)
        {
            return null;
        }
    }

    private Task<TAnswer> PutAsync<TBody, TAnswer>(
        string path,
        TBody? body,
        JsonTypeInfo<TBody>? bodyType,
        JsonTypeInfo<TAnswer> answerType,
        CancellationToken cancellationToken)
    {
        var request = new HttpRequestMessage(HttpMethod.Put, new Uri(BaseAddress, path));
        if (bodyType is not null)
        {
            ArgumentNullException.ThrowIfNull(body);
            request.Content = Body(body, bodyType);
        }

        return SendAsync(request, (response, token) => ReadJsonAsync(response, answerType, token), cancellationToken);
    }

    private static ByteArrayContent Body<T>(T body, JsonTypeInfo<T> type) => new(JsonSerializer.SerializeToUtf8Bytes(body, type))
    {
        Headers = { ContentType = new MediaTypeHeaderValue("application/json") },
    };

    private Task<T> GetAsync<T>(string path, JsonTypeInfo<T> type, CancellationToken cancellationToken) =>
        SendAsync(
            new HttpRequestMessage(HttpMethod.Get, new Uri(BaseAddress, path)),
            (response, token) => ReadJsonAsync(response, type, token),
            cancellationToken);

    private async Task<bool> DeleteAsync(string path, CancellationToken cancellationToken)
    {
        try
        {
            return await SendAsync(
                new HttpRequestMessage(HttpMethod.Delete, new Uri(BaseAddress, path)),
                (_, _) => Task.FromResult(true),
                cancellationToken);
        }
        catch (GatewayRefusedException e) when (e.Status is HttpStatusCode.NotFound)
        {
            return false;
        }
    }

    private async Task<T> SendAsync<T>(
        HttpRequestMessage request,
        Func<HttpResponseMessage, CancellationToken, Task<T>> read,
        CancellationToken cancellationToken,
        Func<HttpStatusCode, bool>? isAnswer = null)
    {
        using (request)
        {
            using var timeout = new CancellationTokenSource(_timeout, _wall);
            using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, timeout.Token);
            try
            {
                using var response = await _http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, either.Token);
                return response.IsSuccessStatusCode || isAnswer?.Invoke(response.StatusCode) is true
                    ? await read(response, either.Token)
                    : throw await ReadFailureAsync(response, either.Token);
            }
            catch (OperationCanceledException e) when (!cancellationToken.IsCancellationRequested)
            {
                throw new GatewayUnreachableException($"The gateway at {BaseAddress} did not answer within {DurationText.Format(_timeout)}.", e);
            }
            catch (Exception e) when (e is HttpRequestException or IOException)
            {
                throw new GatewayUnreachableException($"The gateway at {BaseAddress} cannot be reached: {e.Message}", e);
            }
        }
    }

    private async Task<GatewayException> ReadFailureAsync(HttpResponseMessage response, CancellationToken cancellationToken)
    {
        var status = response.StatusCode;
        if ((int)status >= 500 || status is HttpStatusCode.RequestTimeout or HttpStatusCode.TooManyRequests)
        {
            return new GatewayUnreachableException($"The gateway at {BaseAddress} answered {(int)status} {response.ReasonPhrase}.");
        }

        // A 404 of some other server must not pass for "no such contact".
        if (response.Content.Headers.ContentType?.MediaType is not "application/problem+json")
        {
            return new GatewayProtocolException(
                $"What answers at {BaseAddress} is no gateway: {(int)status} {response.ReasonPhrase} without application/problem+json.");
        }

        var problem = await ReadJsonAsync(response, GatewayJson.Default.GatewayProblem, cancellationToken);
        // What the gateway sees is a hint; a hint that makes no sense leaves the refusal a refusal.
        var visible = problem.Visible?.Where(v => v is not null && v.Start < v.End).OrderBy(v => v.Start).ToArray();
        return new GatewayRefusedException(status, problem.Detail, problem.Type, visible);
    }

    private async Task<T> ReadJsonAsync<T>(HttpResponseMessage response, JsonTypeInfo<T> type, CancellationToken cancellationToken)
    {
        var bytes = await ReadAsync(response, MaximumAnswerBytes, message => new GatewayProtocolException(message), cancellationToken);
        try
        {
            return JsonSerializer.Deserialize(bytes, type) is { } answer && !HasGaps(answer)
                ? answer
                : throw new GatewayProtocolException($"The gateway at {BaseAddress} answered null, or a list with null in it.");
        }
        catch (JsonException e)
        {
            throw new GatewayProtocolException($"The gateway at {BaseAddress} answered what is not the contract's JSON: {e.Message}", e);
        }
    }

    // RespectNullableAnnotations looks at members, not into lists.
    private static bool HasGaps<T>(T answer) => answer switch
    {
        GatewayContact contact => contact.Uplinks.Contains(null!) || contact.Downlinks.Contains(null!),
        IReadOnlyList<GatewayContact> contacts => contacts.Any(c => c is not null && HasGaps(c)),
        SatelliteReport report => report.Attempts.Contains(null!),
        _ => false,
    };

    private async Task<byte[]> ReadAsync(
        HttpResponseMessage response, long maximumBytes, Func<string, GatewayException> tooLarge, CancellationToken cancellationToken)
    {
        await using var stream = await response.Content.ReadAsStreamAsync(cancellationToken);
        using var content = new MemoryStream();
        var buffer = new byte[16 * 1024];
        int read;
        while ((read = await stream.ReadAsync(buffer, cancellationToken)) > 0)
        {
            if (content.Length + read > maximumBytes)
            {
                throw tooLarge($"The answer of the gateway at {BaseAddress} has more than {maximumBytes} bytes.");
            }

            content.Write(buffer, 0, read);
        }

        return content.ToArray();
    }
}

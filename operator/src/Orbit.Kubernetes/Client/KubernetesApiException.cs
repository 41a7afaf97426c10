using System.Net;
using k8s.Autorest;
using k8s.Models;

namespace Orbit.Kubernetes.Client;

/// <summary>The API server answered with anything but success.</summary>
/// <remarks>It is the KubernetesClient package's exception too, so that code written for that client catches it. <see cref="HttpOperationException.Request"/> is not kept, because it may carry secrets, and an error inside a watch has no <see cref="HttpOperationException.Response"/>.</remarks>
public sealed class KubernetesApiException : HttpOperationException
{
    /// <summary>An error answer.</summary>
    /// <param name="request">Method and path of the request.</param>
    /// <param name="statusCode">HTTP status code, or the code of an error inside a watch.</param>
    /// <param name="status">The server's own words, if it sent a Status.</param>
    /// <param name="body">What it sent instead of a Status, if anything.</param>
    /// <param name="retryAfter">How long the server asks to wait, if it does.</param>
    public KubernetesApiException(string request, HttpStatusCode statusCode, V1Status? status, string? body = null, TimeSpan? retryAfter = null)
        : base($"{request} was answered with {(int)statusCode} {status?.Reason ?? statusCode.ToString()}: {status?.Message ?? Shorten(body)}")
    {
        StatusCode = statusCode;
        Status = status;
        RetryAfter = retryAfter;
    }

    /// <summary>HTTP status code, or the code of an error inside a watch.</summary>
    public HttpStatusCode StatusCode { get; }

    /// <summary>The server's own words; null if it sent no Status.</summary>
    public V1Status? Status { get; }

    /// <summary>How long the server asks to wait; null if it does not.</summary>
    public TimeSpan? RetryAfter { get; }

    /// <summary>There is no such object, or no such kind.</summary>
    public bool IsNotFound => StatusCode == HttpStatusCode.NotFound;

    /// <summary>The object was changed by somebody else since it was read, or a field belongs to another manager.</summary>
    public bool IsConflict => StatusCode == HttpStatusCode.Conflict && !IsAlreadyExists;

    /// <summary>An object of this name is there already.</summary>
    public bool IsAlreadyExists =>
        StatusCode == HttpStatusCode.Conflict && string.Equals(Status?.Reason, "AlreadyExists", StringComparison.Ordinal);

    /// <summary>The version or the page asked for is no longer kept: list again.</summary>
    public bool IsGone => StatusCode == HttpStatusCode.Gone || Status?.Reason is "Expired" or "Gone";

    /// <summary>The object breaks a rule of its schema or of its kind; <see cref="V1StatusDetails.Causes"/> names the fields.</summary>
    public bool IsInvalid => StatusCode == HttpStatusCode.UnprocessableEntity;

    /// <summary>
    /// The server, or its admission, understood the request and won't do it: a quota, missing rights, a rule. The same request will be
    /// refused again until somebody changes that. Not so a conflict, an object that is gone, or a server that is not up to it now.
    /// </summary>
    public bool IsRefusal => StatusCode switch
    {
        HttpStatusCode.Unauthorized or HttpStatusCode.NotFound or HttpStatusCode.RequestTimeout or HttpStatusCode.TooManyRequests => false,
        // An admission webhook that can't be called: the server does not say so by its code.
        HttpStatusCode.InternalServerError => Sentence.Contains("failed calling webhook", StringComparison.Ordinal),
        >= HttpStatusCode.BadRequest and < HttpStatusCode.InternalServerError => !IsConflict && !IsGone,
        _ => false,
    };

    /// <summary>The namespace is being deleted, and takes in nothing new.</summary>
    public bool IsNamespaceEnding =>
        StatusCode == HttpStatusCode.Forbidden
        && Status?.Details?.Causes?.Any(c => string.Equals(c.Reason, "NamespaceTerminating", StringComparison.Ordinal)) is true;

    /// <summary>The server's sentence alone; all that is known if it sent none.</summary>
    public string Sentence => Status?.Message is { Length: > 0 } said ? said : Message;

    /// <summary>The object is larger than the API server or etcd takes.</summary>
    public bool IsTooLarge =>
        StatusCode == HttpStatusCode.RequestEntityTooLarge
        || Status?.Message is { } said && (said.Contains("etcdserver: request is too large", StringComparison.Ordinal)
            || said.Contains("trying to send message larger than max", StringComparison.Ordinal)
            || said.Contains("Request entity too large", StringComparison.OrdinalIgnoreCase));

    private static string Shorten(string? body) =>
        string.IsNullOrWhiteSpace(body) ? "no message" : body.Length <= 512 ? body.Trim() : $"{body.AsSpan(0, 511)}…";
}

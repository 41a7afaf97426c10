using System.Text.Json;
using k8s;
using k8s.Models;
using Microsoft.Extensions.Logging;
using Orbit.Kubernetes.Client;
using Orbit.Kubernetes.Objects;
using Orbit.Kubernetes.Serialization;

namespace Orbit.Kubernetes.Admission;

/// <summary>Answers the admission reviews of one kind by asking its validator.</summary>
/// <remarks>
/// An update is refused only for what it makes worse, as Kubernetes itself does it: an error that the stored object has too, in a
/// field that the update leaves alone, is let pass. Otherwise nobody could label an object that became bad under an older rule, or
/// take its finalizers away.
/// </remarks>
internal sealed partial class ValidatingWebhook<T>(IValidator<T> validator, ILogger logger) : IValidatingWebhook
    where T : class, IKubernetesObject<V1ObjectMeta>
{
    // A hostile object may break a rule hundreds of times; nobody reads them all.
    private const int MostErrors = 20;

    private static readonly GroupVersionKind Kind = new() { Group = ResourceKind.Of<T>().Group, Version = ResourceKind.Of<T>().Version, Kind = ResourceKind.Of<T>().Kind };

    public string Path { get; } = $"/validate/{ResourceKind.Of<T>().Plural}";

    public WebhookAnswer Answer(ReadOnlyMemory<byte> body)
    {
        AdmissionReview? review;
        try
        {
            review = JsonSerializer.Deserialize(body.Span, AdmissionJsonContext.Default.AdmissionReview);
        }
        catch (JsonException e)
        {
            return WebhookAnswer.Error(400, $"The body is no admission review: {DecodeProblem.Of(e)}");
        }

        if (Malformed(review) is { } sentence)
        {
            return WebhookAnswer.Error(400, sentence);
        }

        var request = review!.Request!;
        try
        {
            return WebhookAnswer.Of(Decide(request));
        }
        catch (Exception e)
        {
            // Of all errors: a fault in a validator must neither refuse objects nor pass for an answer.
            LogFailed(logger, e, ResourceKind.Of<T>().Kind, Key(request));
            return WebhookAnswer.Error(500, $"{ResourceKind.Of<T>().Kind} {Key(request)} could not be judged; the operator's log says why.");
        }
    }

    private static string? Malformed(AdmissionReview? review) => review switch
    {
        null => "The body is no admission review, but null.",
        not { ApiVersion: AdmissionReview.Version, Kind: AdmissionReview.KindName } =>
            $"The body is {review.ApiVersion ?? "(no apiVersion)"} {review.Kind ?? "(no kind)"}, not {AdmissionReview.Version} {AdmissionReview.KindName}.",
        not { Request.Uid.Length: > 0 } => "The review has no request.uid.",
        { Request.Kind: { } kind } when kind == Kind => null,
        _ => $"The review is about {review.Request.Kind?.ToString() ?? "no kind"}; this path is for {Kind}.",
    };

    private AdmissionResponse Decide(AdmissionRequest request)
    {
        // What else may be asked, deletion and subresources, is nobody's business here.
        if (request is not { Operation: "CREATE" or "UPDATE", SubResource: null or "", Object: { ValueKind: JsonValueKind.Object } json })
        {
            return new AdmissionResponse { Uid = request.Uid!, Allowed = true };
        }

        var (value, errors, warnings) = Judge(json, request.OldObject);
        if (value?.Metadata.DeletionTimestamp is not null || errors.Count == 0)
        {
            return new AdmissionResponse { Uid = request.Uid!, Allowed = true, Warnings = warnings is [] ? null : warnings };
        }

        var refusal = Refusal(request, errors);
        LogRefused(logger, ResourceKind.Of<T>().Kind, Key(request), refusal.Message!);
        return new AdmissionResponse { Uid = request.Uid!, Allowed = false, Status = refusal, Warnings = warnings is [] ? null : warnings };
    }

    private (T? Value, IReadOnlyList<FieldError> Errors, IReadOnlyList<string> Warnings) Judge(JsonElement json, JsonElement? oldJson)
    {
        var (value, undecodable) = Decode(json);
        if (oldJson is not { ValueKind: JsonValueKind.Object } stored)
        {
            var alone = value is null ? null : validator.Validate(value, old: null);
            return (value, alone?.Errors ?? [undecodable!], alone?.Warnings ?? []);
        }

        var (old, oldUndecodable) = Decode(stored);
        var found = value is null ? null : validator.Validate(value, old);
        // The stored object as its own successor: what is found then is what it was stored with.
        var before = old is null ? [oldUndecodable!] : validator.Validate(old, old).Errors;
        var worse = (found?.Errors ?? [undecodable!])
            .Where(e => !before.Contains(e) || !FieldPath.SameAt(e.Field, json, stored))
            .ToArray();
        return (value, worse, found?.Warnings ?? []);
    }

    private static (T? Value, FieldError? Error) Decode(JsonElement json)
    {
        try
        {
            return (json.Deserialize(ResourceJson.TypeInfo<T>()) ?? throw new JsonException("The object is null."), null);
        }
        catch (Exception e) when (DecodeProblem.IsOne(e))
        {
            return (null, new FieldError(DecodeProblem.FieldOf(e), DecodeProblem.MessageOf(e)));
        }
    }

    private static V1Status Refusal(AdmissionRequest request, IReadOnlyList<FieldError> errors)
    {
        var told = errors.Take(MostErrors).ToArray();
        var sentences = string.Join(' ', told.Select(e => e.ToString()));
        var more = errors.Count - told.Length;
        var kind = ResourceKind.Of<T>();
        return new V1Status
        {
            Status = "Failure",
            Code = 422,
            Reason = "Invalid",
            Message = $"{kind.Kind}{(kind.Group.Length > 0 ? "." : "")}{kind.Group} \"{request.Name}\" is invalid: {sentences}{(more > 0 ? $" And {more} more." : "")}",
            Details = new V1StatusDetails
            {
                Name = request.Name,
                Group = kind.Group,
                Kind = kind.Kind,
                Causes = [.. told.Select(e => new V1StatusCause { Reason = "FieldValueInvalid", Field = e.Field, Message = e.Message })],
            },
        };
    }

    private static NamespacedName Key(AdmissionRequest request) => new(request.Namespace ?? "", request.Name ?? "");

    [LoggerMessage(Level = LogLevel.Information, Message = "Refused {Kind} {Key}: {Reason}")]
    private static partial void LogRefused(ILogger logger, string kind, NamespacedName key, string reason);

    [LoggerMessage(Level = LogLevel.Error, Message = "The validator of {Kind} failed on {Key}")]
    private static partial void LogFailed(ILogger logger, Exception exception, string kind, NamespacedName key);
}

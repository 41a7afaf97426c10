using System.Text;
using System.Text.Json;

namespace Orbit.Kubernetes.Admission;

/// <summary>What a webhook answers over HTTP.</summary>
/// <param name="StatusCode">200 for a review that could be answered, whatever the answer; otherwise an error, on which the API server acts by the webhook's <c>failurePolicy</c>.</param>
/// <param name="ContentType">Media type of the body.</param>
/// <param name="Body">The review with its response, or a sentence that says what is wrong.</param>
internal sealed record WebhookAnswer(int StatusCode, string ContentType, byte[] Body)
{
    public static WebhookAnswer Of(AdmissionResponse response) => new(
        200,
        "application/json",
        JsonSerializer.SerializeToUtf8Bytes(
            new AdmissionReview { ApiVersion = AdmissionReview.Version, Kind = AdmissionReview.KindName, Response = response },
            AdmissionJsonContext.Default.AdmissionReview));

    public static WebhookAnswer Error(int statusCode, string sentence) => new(statusCode, "text/plain; charset=utf-8", Encoding.UTF8.GetBytes(sentence + "\n"));
}

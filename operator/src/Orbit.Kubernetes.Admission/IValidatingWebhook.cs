namespace Orbit.Kubernetes.Admission;

/// <summary>Answers the admission reviews of one kind.</summary>
internal interface IValidatingWebhook
{
    /// <summary>Where it is served, such as <c>/validate/satellitenodes</c>.</summary>
    string Path { get; }

    /// <summary>The answer to the body of one request.</summary>
    WebhookAnswer Answer(ReadOnlyMemory<byte> body);
}

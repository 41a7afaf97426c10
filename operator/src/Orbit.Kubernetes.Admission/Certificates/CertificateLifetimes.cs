namespace Orbit.Kubernetes.Admission.Certificates;

/// <summary>How long self-managed certificates live. Each is renewed when two thirds of its life are over.</summary>
public sealed record CertificateLifetimes
{
    /// <summary>Life of the certificate that is shown; it ends with its authority's at the latest.</summary>
    public TimeSpan Certificate { get; init; } = TimeSpan.FromDays(30);

    /// <summary>Life of the authority that signs it. While old and new overlap, for a third of this, both are trusted.</summary>
    public TimeSpan Authority { get; init; } = TimeSpan.FromDays(365);

    /// <summary>How long a new authority is made known before it signs: longer than any API server takes to hear of it.</summary>
    public TimeSpan Announcement { get; init; } = TimeSpan.FromHours(1);
}

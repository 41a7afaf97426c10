namespace Orbit.Kubernetes.Admission.Certificates;

/// <summary>The certificate that a webhook shows. It may change at any time; what is asked last counts.</summary>
public interface IServingCertificate
{
    /// <summary>The certificate to show in a TLS handshake that begins now; null while there is none. Must return at once.</summary>
    ServingCertificate? Current { get; }

    /// <summary>Why there is no certificate, or why it gets no newer; null when nothing is wrong.</summary>
    string? Problem { get; }
}

using System.Security.Cryptography.X509Certificates;

namespace Orbit.Kubernetes.Admission.Certificates;

/// <summary>What the certificates should be now, given what they are. No side effects.</summary>
/// <remarks>
/// A new authority is made known first and signs only after <see cref="CertificateLifetimes.Announcement"/>; the old one stays
/// known until it has expired. So at each instant every certificate that a replica may still show leads to an
/// authority that every API server has heard of.
/// </remarks>
internal sealed class CertificateRotation(string authorityName, IReadOnlyCollection<string> names, CertificateLifetimes lifetimes)
{
    /// <summary>The set to use from now on: the same instance when nothing is due.</summary>
    /// <param name="set">What there is; null when there is nothing.</param>
    /// <param name="now">Present instant.</param>
    public CertificateSet Next(CertificateSet? set, DateTimeOffset now)
    {
        if (set is null || set.Authorities[0].ValidUntil() <= now)
        {
            var (authority, key) = CertificateIssuer.Authority(authorityName, now, lifetimes.Authority);
            return Issue([authority], key, names, now);
        }

        set = WithoutExpiredAuthorities(set, now);
        if (IsDue(set.Authorities[0], now))
        {
            var (authority, key) = CertificateIssuer.Authority(authorityName, now, lifetimes.Authority);
            set = new CertificateSet([authority, .. set.Authorities], key, set.CertificatePem, set.KeyPem);
        }

        var known = set.Names;
        // A replica whose clock is behind finds a certificate of the future; it is as good as one of now.
        var instant = now > set.Certificate.ValidFrom() ? now : set.Certificate.ValidFrom();
        if (!set.IsBelievedAt(instant) || names.Except(known, StringComparer.OrdinalIgnoreCase).Any())
        {
            // Nothing to wait for: what is shown now is refused. The names of other replicas stay, or two would go on replacing each other's.
            return Issue(set.Authorities, set.AuthorityKeyPem, [.. names.Union(known, StringComparer.OrdinalIgnoreCase)], now);
        }

        return IsDue(set.Certificate, now) && now >= set.Authorities[0].ValidFrom() + CertificateIssuer.Backdating + lifetimes.Announcement
            ? Issue(set.Authorities, set.AuthorityKeyPem, known, now)
            : set;
    }

    private CertificateSet Issue(IReadOnlyList<X509Certificate2> authorities, string authorityKey, IReadOnlyCollection<string> certified, DateTimeOffset now)
    {
        var (certificate, key) = CertificateIssuer.Certificate(authorities[0], authorityKey, certified, now, lifetimes.Certificate);
        return new CertificateSet(authorities, authorityKey, certificate, key);
    }

    private static CertificateSet WithoutExpiredAuthorities(CertificateSet set, DateTimeOffset now)
    {
        var living = set.Authorities.Where(a => a.ValidUntil() > now).ToArray();
        return living.Length == set.Authorities.Count ? set : new CertificateSet(living, set.AuthorityKeyPem, set.CertificatePem, set.KeyPem);
    }

    private static bool IsDue(X509Certificate2 certificate, DateTimeOffset now)
    {
        var life = certificate.ValidUntil() - certificate.ValidFrom();
        return now >= certificate.ValidFrom() + (life * 2 / 3);
    }
}

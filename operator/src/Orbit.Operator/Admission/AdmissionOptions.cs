using System.Net;

namespace Orbit.Operator.Admission;

/// <summary>Where the admission webhook listens, and with which certificate.</summary>
/// <param name="Address">Address and port.</param>
/// <param name="CertificateFolder">Folder with <c>tls.crt</c> and <c>tls.key</c>; null for a certificate that the operator manages itself.</param>
internal sealed record AdmissionOptions(IPEndPoint Address, string? CertificateFolder)
{
    /// <summary>Environment variable of <see cref="Address"/>; unset means that there is no webhook.</summary>
    public const string AddressVariable = "ORBIT_WEBHOOK_ADDRESS";

    /// <summary>Environment variable of <see cref="CertificateFolder"/>.</summary>
    public const string CertificatesVariable = "ORBIT_WEBHOOK_CERTIFICATES";

    /// <summary>The options that the environment describes; null for no webhook.</summary>
    /// <param name="variable">Looks up an environment variable; null or blank when unset.</param>
    /// <exception cref="FormatException">A variable is malformed; the message names it and what would be right.</exception>
    public static AdmissionOptions? FromEnvironment(Func<string, string?> variable)
    {
        var address = variable(AddressVariable);
        var folder = variable(CertificatesVariable) is { } text && !string.IsNullOrWhiteSpace(text) ? text : null;
        if (string.IsNullOrWhiteSpace(address))
        {
            return folder is null ? null : throw new FormatException($"{CertificatesVariable} has no meaning without {AddressVariable}, which says where the webhook listens.");
        }

        if (!(HasPort(address) && IPEndPoint.TryParse(address, out var endpoint)))
        {
            throw new FormatException($"{AddressVariable} is '{address}', not an IP address and a port such as 0.0.0.0:9443 or [::]:9443.");
        }

        return folder is null || Directory.Exists(folder)
            ? new AdmissionOptions(endpoint, folder)
            : throw new FormatException($"{CertificatesVariable} is '{folder}', which is no folder; it must be the one that tls.crt and tls.key are mounted in.");
    }

    // Without a port the framework takes 0, and the last group of an IPv6 address without brackets is no port.
    private static bool HasPort(string address) =>
        address.LastIndexOf(':') is > 0 and var colon
        && (address[colon - 1] == ']' || !address.AsSpan(0, colon).Contains(':'));
}

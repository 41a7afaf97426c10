using Orbit.Kubernetes.Admission.Certificates;
using Orbit.Kubernetes.Tests.Support;

namespace Orbit.Kubernetes.Tests.Admission;

public sealed class CertificateFolderTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly TestCertificates _authority = new();
    private readonly LogCollector<CertificateFolder> _log = new();
    private readonly CertificateFolder _certificate;

    public CertificateFolderTests() => _certificate = new CertificateFolder(_folder.Path, _log);

    public void Dispose()
    {
        _folder.Dispose();
        _authority.Dispose();
    }

    [Fact]
    public void IfThereAreNoFilesThenThereIsNoCertificateAndItIsSaidOnce()
    {
        _certificate.Current.Should().BeNull();
        _certificate.Current.Should().BeNull();

        _certificate.Problem.Should().StartWith($"The certificate file {_folder.Path}/tls.crt can't be read: ");
        _log.Lines.Should().ContainSingle().Which.Should().Contain("there is none to show");
    }

    [Fact]
    public void IfTheFilesAppearThenTheyAreUsed()
    {
        _certificate.Current.Should().BeNull();
        Mount("1", "first");

        Subject().Should().Be("CN=first");
        _certificate.Problem.Should().BeNull();
    }

    [Fact]
    public void IfTheMountedVersionIsReplacedThenTheNewOneIsUsed()
    {
        Mount("1", "first");
        Subject().Should().Be("CN=first");
        Mount("2", "second");

        Subject().Should().Be("CN=second");
    }

    [Fact]
    public void IfNothingChangedThenNothingIsParsedAnew()
    {
        Mount("1", "first");

        _certificate.Current.Should().BeSameAs(_certificate.Current);
        _log.Lines.Should().ContainSingle();
    }

    [Theory]
    [InlineData("tls.crt")]
    [InlineData("tls.key")]
    public void IfAPairIsHalfWrittenThenTheLastGoodOneStays(string half)
    {
        var (certificate, key) = _authority.Client("first");
        _folder.Write("tls.crt", certificate);
        _folder.Write("tls.key", key);
        Subject().Should().Be("CN=first");
        var (newCertificate, newKey) = _authority.Client("second");

        // One file is of the new pair, the other still of the old one; then one is cut short.
        _folder.Write(half, half == "tls.crt" ? newCertificate : newKey);
        Subject().Should().Be("CN=first");
        _folder.Write(half, "-----BEGIN ");
        Subject().Should().Be("CN=first");
        _certificate.Problem.Should().StartWith($"The pair tls.crt and tls.key in {_folder.Path} is no PEM certificate with its private key");

        _folder.Write("tls.crt", newCertificate);
        _folder.Write("tls.key", newKey);
        Subject().Should().Be("CN=second");
        _certificate.Problem.Should().BeNull();
        _log.Lines.Should().NotContain(l => l.Contains("PRIVATE KEY", StringComparison.Ordinal) || l.Contains(newKey.Split('\n')[1], StringComparison.Ordinal), "a key is never logged");
    }

    private void Mount(string version, string name)
    {
        var (certificate, key) = _authority.Client(name);
        MountedFolder.Replace(_folder.Path, $"..{version}", ("tls.crt", certificate), ("tls.key", key));
    }

    private string? Subject() => _certificate.Current?.Context.TargetCertificate.Subject;
}

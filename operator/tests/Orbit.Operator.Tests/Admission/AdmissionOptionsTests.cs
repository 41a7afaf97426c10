using System.Net;
using Orbit.Operator.Admission;

namespace Orbit.Operator.Tests.Admission;

public sealed class AdmissionOptionsTests
{
    [Fact]
    public void IfNoAddressIsSetThenThereIsNoWebhook() => Read(null, null).Should().BeNull();

    [Theory]
    [InlineData("0.0.0.0:9443", "0.0.0.0", 9443)]
    [InlineData("127.0.0.1:0", "127.0.0.1", 0)]
    [InlineData("[::]:9443", "::", 9443)]
    public void IfTheAddressIsSetThenThatHolds(string text, string address, int port) =>
        Read(text, null).Should().Be(new AdmissionOptions(new IPEndPoint(IPAddress.Parse(address), port), null));

    [Theory]
    [InlineData("9443")]
    [InlineData("127.0.0.1")]
    [InlineData("localhost:9443")]
    [InlineData(":9443")]
    [InlineData("127.0.0.1:70000")]
    [InlineData("::1:9443")]
    [InlineData("https://127.0.0.1:9443")]
    public void IfTheAddressIsMalformedThenItIsNamedWithWhatWouldBeRight(string text)
    {
        var read = () => Read(text, null);

        read.Should().Throw<FormatException>().WithMessage($"ORBIT_WEBHOOK_ADDRESS is '{text}', not an IP address and a port such as 0.0.0.0:9443 or [::]:9443.");
    }

    [Fact]
    public void IfTheCertificatesHaveNoFolderOrNoAddressThenThatIsSaid()
    {
        var missing = () => Read("127.0.0.1:9443", "/nowhere/at-all");
        missing.Should().Throw<FormatException>().WithMessage("ORBIT_WEBHOOK_CERTIFICATES is '/nowhere/at-all', which is no folder; it must be the one that tls.crt and tls.key are mounted in.");
        var alone = () => Read(null, "/tmp");
        alone.Should().Throw<FormatException>().WithMessage("ORBIT_WEBHOOK_CERTIFICATES has no meaning without ORBIT_WEBHOOK_ADDRESS, which says where the webhook listens.");

        Read("127.0.0.1:9443", AppContext.BaseDirectory)!.CertificateFolder.Should().Be(AppContext.BaseDirectory);
    }

    private static AdmissionOptions? Read(string? address, string? certificates) => AdmissionOptions.FromEnvironment(name => name switch
    {
        "ORBIT_WEBHOOK_ADDRESS" => address,
        "ORBIT_WEBHOOK_CERTIFICATES" => certificates,
        _ => null,
    });
}

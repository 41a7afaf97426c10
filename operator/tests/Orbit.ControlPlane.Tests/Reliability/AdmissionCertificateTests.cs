using System.Security.Cryptography.X509Certificates;
using Orbit.ControlPlane.Tests.ControlPlane;
using Orbit.Gateway.Tests;
using Orbit.Kubernetes.Admission.Certificates;
using Orbit.Kubernetes.Tests.Support;
using Orbit.Operator.Admission;

namespace Orbit.ControlPlane.Tests.Reliability;

/// <summary>Certificates are replaced while a real API server goes on asking: each check makes a new connection, and a call that fails would refuse the good object too.</summary>
[Collection(AloneCollection.Name)]
public sealed class AdmissionCertificateTests(ControlPlaneFixture controlPlane)
{
    private static readonly TimeSpan Day = TimeSpan.FromDays(1);

    [Fact]
    public async Task IfMountedCertificateFilesAreReplacedThenTheNextConnectionHasTheNewOnesAndABrokenPairChangesNothing()
    {
        using var authority = new TestCertificates();
        var folder = Directory.CreateTempSubdirectory("orbit-admission-").FullName;
        await using var world = new AdmissionWorld(controlPlane);
        Mount("1");
        await using var webhook = await world.StartReplicaAsync(new ManualTimeProvider(TimeProvider.System.GetUtcNow()), folder: folder);
        await world.ConfigureAsync();
        await InjectAsync(authority.AuthorityPem);
        await world.UntilWorkingAsync();
        var first = await AdmissionWorld.ShownAsync(webhook.Address.Port);

        Mount("2");
        await world.ExpectWorkAsync("the second pair is of the same authority");
        var second = await AdmissionWorld.ShownAsync(webhook.Address.Port);
        second.SerialNumber.Should().NotBe(first.SerialNumber);

        MountedFolder.Replace(folder, "..3", ("tls.crt", "-----BEGIN CERTIFICATE-----\nhalf of it"), ("tls.key", ""));
        await world.ExpectWorkAsync("the last good pair is shown on");
        (await AdmissionWorld.ShownAsync(webhook.Address.Port)).SerialNumber.Should().Be(second.SerialNumber);
        webhook.Problem.Should().BeNull();
        Directory.Delete(folder, recursive: true);

        void Mount(string version)
        {
            using var server = authority.Server();
            using var key = server.GetECDsaPrivateKey()!;
            MountedFolder.Replace(folder, $"..{version}", ("tls.crt", server.ExportCertificatePem()), ("tls.key", key.ExportPkcs8PrivateKeyPem()));
        }
    }

    [Fact]
    public async Task IfTwoThirdsOfACertificatesLifeAreOverThenItIsRenewedAndNothingElseIsWritten()
    {
        await using var world = new AdmissionWorld(controlPlane);
        // So far in the past that both certificates are good by the API server's clock, which nobody moves.
        var wall = new ManualTimeProvider(TimeProvider.System.GetUtcNow() - (25 * Day));
        await using var webhook = await world.StartReplicaAsync(wall);
        await world.ConfigureAsync();
        await webhook.LookAsync(CancellationToken.None);
        await world.UntilWorkingAsync();
        var (secret, configuration, shown) = (await world.SecretAsync(), await world.ConfigurationAsync(), await AdmissionWorld.ShownAsync(webhook.Address.Port));

        wall.Advance(19 * Day);
        await webhook.LookAsync(CancellationToken.None);
        (await world.SecretAsync()).Metadata.ResourceVersion.Should().Be(secret.Metadata.ResourceVersion, "nothing is written unless something is due");

        wall.Advance(1 * Day);
        await webhook.LookAsync(CancellationToken.None);
        await world.ExpectWorkAsync("the certificate was renewed");
        (await AdmissionWorld.ShownAsync(webhook.Address.Port)).SerialNumber.Should().NotBe(shown.SerialNumber);
        (await world.SecretAsync()).Data!["ca.crt"].Should().Equal(secret.Data!["ca.crt"]);
        (await world.ConfigurationAsync()).Metadata.ResourceVersion.Should().Be(configuration.Metadata.ResourceVersion, "the authority is the same");
    }

    [Fact]
    public async Task IfTheAuthorityIsRenewedThenTheApiServerTrustsBothUntilTheOldOneHasExpired()
    {
        await using var world = new AdmissionWorld(controlPlane);
        var wall = new ManualTimeProvider(TimeProvider.System.GetUtcNow() - (17 * Day));
        await using var webhook = await world.StartReplicaAsync(wall, new CertificateLifetimes { Certificate = 30 * Day, Authority = 24 * Day });
        await world.ConfigureAsync();
        await webhook.LookAsync(CancellationToken.None);
        await world.UntilWorkingAsync();
        var old = (await world.TrustedAsync()).Should().ContainSingle().Subject;
        var shown = await AdmissionWorld.ShownAsync(webhook.Address.Port);

        wall.Advance(16 * Day);
        await webhook.LookAsync(CancellationToken.None);
        var both = await world.TrustedAsync();
        both.Should().HaveCount(2);
        both[1].RawData.Should().Equal(old.RawData);
        await world.ExpectWorkAsync("the new authority is made known, and does not sign yet");
        await world.UntilHeardAsync();
        await world.ExpectWorkAsync("both authorities are known");
        (await AdmissionWorld.ShownAsync(webhook.Address.Port)).SerialNumber.Should().Be(shown.SerialNumber);

        wall.Advance(TimeSpan.FromHours(1));
        await webhook.LookAsync(CancellationToken.None);
        await world.ExpectWorkAsync("the new authority signs");
        (await AdmissionWorld.ShownAsync(webhook.Address.Port)).Issuer.Should().Be(both[0].Subject);
        (await world.TrustedAsync()).Should().HaveCount(2, "another replica may show the old one for a while");

        wall.Advance(8 * Day);
        await webhook.LookAsync(CancellationToken.None);
        (await world.TrustedAsync()).Should().ContainSingle().Which.RawData.Should().Equal(both[0].RawData);
        await world.UntilHeardAsync();
        await world.ExpectWorkAsync("the old authority is forgotten");
    }

    // As cert-manager does it.
    private async Task InjectAsync(string authority)
    {
        var bundle = Convert.ToBase64String(System.Text.Encoding.ASCII.GetBytes(authority));
        var operations = Enumerable.Range(0, 3).Select(i => $$"""{"op": "add", "path": "/webhooks/{{i}}/clientConfig/caBundle", "value": "{{bundle}}"}""");
        await controlPlane.KubectlAsync("patch", "validatingwebhookconfiguration", AdmissionWebhook.ConfigurationName, "--type=json", "-p", $"[{string.Join(',', operations)}]");
    }
}

using Orbit.Kubernetes.Admission.Certificates;

namespace Orbit.Kubernetes.Tests.Admission;

public sealed class CertificateRotationTests
{
    private static readonly DateTimeOffset Start = new(2026, 8, 22, 0, 0, 0, TimeSpan.Zero);
    private static readonly TimeSpan Day = TimeSpan.FromDays(1);
    private readonly CertificateRotation _rotation = new("webhook", ["webhook.ns.svc", "127.0.0.1"], new CertificateLifetimes());

    [Fact]
    public void IfThereIsNothingThenAnAuthorityAndACertificateForAllNamesAreMade()
    {
        var set = _rotation.Next(null, Start);

        set.Authorities.Should().ContainSingle();
        set.Names.Should().BeEquivalentTo("webhook.ns.svc", "127.0.0.1");
        set.IsBelievedAt(Start).Should().BeTrue();
        set.Serving.Expires.Should().Be(Start + (30 * Day));
    }

    [Fact]
    public void IfNothingIsDueThenTheSetIsTheSame()
    {
        var set = _rotation.Next(null, Start);

        _rotation.Next(set, Start).Should().BeSameAs(set);
        _rotation.Next(set, Start + (19 * Day)).Should().BeSameAs(set);
    }

    [Fact]
    public void IfTwoThirdsOfTheCertificatesLifeAreOverThenItIsRenewedUnderTheSameAuthority()
    {
        var set = _rotation.Next(null, Start);
        var renewed = _rotation.Next(set, Start + (20 * Day));

        renewed.CertificatePem.Should().NotBe(set.CertificatePem);
        renewed.KeyPem.Should().NotBe(set.KeyPem);
        renewed.Bundle.Should().Equal(set.Bundle);
        renewed.Serving.Expires.Should().Be(Start + (50 * Day));
    }

    [Fact]
    public void IfTwoThirdsOfTheAuthoritysLifeAreOverThenBothAreTrustedAndTheOldCertificateIsShownUntilTheNewOneIsKnown()
    {
        var due = Start + (365 * Day * 2 / 3) + TimeSpan.FromMinutes(5);
        var set = At(due - TimeSpan.FromMinutes(10));
        set.Authorities.Should().ContainSingle();

        var overlap = _rotation.Next(set, due);

        overlap.Authorities.Should().HaveCount(2);
        overlap.Authorities[1].RawData.Should().Equal(set.Authorities[0].RawData);
        overlap.CertificatePem.Should().Be(set.CertificatePem);
        overlap.IsBelievedAt(due).Should().BeTrue();
    }

    [Theory]
    [InlineData(365)]
    [InlineData(30)] // Authority and certificate are due at the same instant, each time.
    public void IfYearsPassThenWhatWasShownLastIsAlwaysBelievedByWhoeverHeardOfTheAuthoritiesALittleBefore(int authorityDays)
    {
        var rotation = new CertificateRotation("webhook", ["webhook.ns.svc"], new CertificateLifetimes { Authority = authorityDays * Day });
        // An API server that hears of a bundle half an hour late, and a replica that shows a certificate half an hour too long.
        var late = TimeSpan.FromMinutes(30);
        var history = new List<(DateTimeOffset At, CertificateSet Set)>();
        CertificateSet? set = null;
        for (var now = Start; now < Start + (3 * 365 * Day); now += TimeSpan.FromHours(12))
        {
            foreach (var instant in new[] { now, now + late, now + TimeSpan.FromHours(1) + late })
            {
                var next = rotation.Next(set, instant);
                if (!ReferenceEquals(next, set))
                {
                    history.Add((instant, set = next));
                }
            }
        }

        history.Should().HaveCountGreaterThan(3 * 365 / 30);
        foreach (var ((at, newer), older) in history.Skip(1).Zip(history.Select(h => h.Set)))
        {
            new CertificateSet(older.Authorities, older.AuthorityKeyPem, newer.CertificatePem, newer.KeyPem).IsBelievedAt(at)
                .Should().BeTrue($"who knows the bundle from before {at:O} meets the new certificate");
            new CertificateSet(newer.Authorities, newer.AuthorityKeyPem, older.CertificatePem, older.KeyPem).IsBelievedAt(at + late)
                .Should().BeTrue($"who knows the bundle of {at:O} meets the old certificate");
            newer.Authorities.Should().HaveCountLessThan(3);
        }
    }

    [Fact]
    public void IfAllWasExpiredThenAllIsMadeAnew()
    {
        var set = _rotation.Next(null, Start);
        var anew = _rotation.Next(set, Start + (400 * Day));

        anew.Authorities.Should().ContainSingle().Which.RawData.Should().NotEqual(set.Authorities[0].RawData);
        anew.IsBelievedAt(Start + (400 * Day)).Should().BeTrue();
    }

    [Fact]
    public void IfTheCertificateExpiredWhileNobodyLookedThenItIsMadeAtOnce()
    {
        var set = _rotation.Next(null, Start);

        _rotation.Next(set, Start + (31 * Day)).IsBelievedAt(Start + (31 * Day)).Should().BeTrue();
    }

    [Fact]
    public void IfTheCertificateWasSignedBySomebodyElseThenItIsReplaced()
    {
        var set = _rotation.Next(null, Start);
        var other = _rotation.Next(null, Start);
        var mixed = new CertificateSet(set.Authorities, set.AuthorityKeyPem, other.CertificatePem, other.KeyPem);

        _rotation.Next(mixed, Start).IsBelievedAt(Start).Should().BeTrue();
    }

    [Fact]
    public void IfReplicasAreCalledByDifferentNamesThenTheyAgreeOnOneCertificateForAll()
    {
        var other = new CertificateRotation("webhook", ["10.0.0.2"], new CertificateLifetimes());
        var set = other.Next(_rotation.Next(null, Start), Start);

        set.Names.Should().BeEquivalentTo("webhook.ns.svc", "127.0.0.1", "10.0.0.2");
        _rotation.Next(set, Start).Should().BeSameAs(set);
        other.Next(set, Start).Should().BeSameAs(set);
    }

    [Fact]
    public void IfAReplicasClockIsBehindThenItKeepsWhatAnotherMade()
    {
        var set = _rotation.Next(null, Start);

        _rotation.Next(set, Start - TimeSpan.FromHours(1)).Should().BeSameAs(set);

        var far = Start - (100 * Day);
        var other = new CertificateRotation("webhook", ["10.0.0.2"], new CertificateLifetimes()).Next(set, far);
        other.Authorities.Should().Equal(set.Authorities);
        other.IsBelievedAt(Start).Should().BeTrue();
    }

    [Fact]
    public void IfASetIsReadFromTheSecretItWasWrittenToThenItIsTheSame()
    {
        var set = _rotation.Next(null, Start);
        var read = CertificateSet.Read(set.ToData(), out var problem);

        problem.Should().BeNull();
        read!.ToData().Should().BeEquivalentTo(set.ToData());
        _rotation.Next(read, Start).Should().BeSameAs(read);
    }

    [Fact]
    public void IfASecretIsSpoiltThenThatIsSaidWithoutItsKeys()
    {
        var data = _rotation.Next(null, Start).ToData();
        var other = _rotation.Next(null, Start).ToData();
        CertificateSet.Read(null, out var problem).Should().BeNull();
        problem.Should().Be("it lacks one of ca.crt, ca.key, tls.crt and tls.key.");
        foreach (var key in data.Keys)
        {
            foreach (var spoilt in new[] { "half a file"u8.ToArray(), other[key] })
            {
                CertificateSet.Read(new Dictionary<string, byte[]>(data, StringComparer.Ordinal) { [key] = spoilt }, out problem);
                problem?.Should().StartWith("what it holds is no set of certificates and their keys: ").And.NotContain("PRIVATE KEY");
            }
        }
    }

    private CertificateSet At(DateTimeOffset end)
    {
        CertificateSet? set = null;
        for (var now = Start; now < end; now += Day)
        {
            set = _rotation.Next(set, now);
        }

        return _rotation.Next(set, end);
    }
}

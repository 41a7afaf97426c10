using System.Net.Http.Headers;
using Orbit.Kubernetes.Configuration;
using Orbit.Kubernetes.Tests.Support;

namespace Orbit.Kubernetes.Tests.Configuration;

public sealed class CachedCredentialProviderTests
{
    private readonly LogCollector<CachedCredentialProviderTests> _log = new();

    [Fact]
    public async Task IfARequestIsRefusedAfterItsCredentialsWereReplacedThenTheNewOnesStandAndNothingIsLoggedAgain()
    {
        var source = new Queue<KubernetesCredentials>([Token("one"), Token("two"), Token("three")]);
        using var provider = new CachedCredentialProvider(_ => Task.FromResult(new CredentialLoad(source.Dequeue())), TimeProvider.System, _log);
        var first = await provider.GetAsync(default);
        provider.Invalidate(first);
        provider.Invalidate(first);
        var second = await provider.GetAsync(default);

        provider.Invalidate(first);

        (await provider.GetAsync(default)).Should().BeSameAs(second);
        _log.Lines.Should().SatisfyRespectively(
            line => line.Should().StartWith("The server refused the credentials (401)"),
            line => line.Should().StartWith("There are new credentials"));
        provider.Invalidate(second);
        (await provider.GetAsync(default)).Authorization!.Parameter.Should().Be("three", "the second ones can be refused too");
        _log.Lines.Should().HaveCount(4);
    }

    private static KubernetesCredentials Token(string token) => new() { Authorization = new AuthenticationHeaderValue("Bearer", token) };
}

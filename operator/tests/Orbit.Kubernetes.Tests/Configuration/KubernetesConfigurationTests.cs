using System.Runtime.Versioning;
using System.Text;
using Orbit.Kubernetes.Configuration;
using Orbit.Kubernetes.Tests.Support;

namespace Orbit.Kubernetes.Tests.Configuration;

[UnsupportedOSPlatform("windows")]
public sealed class KubernetesConfigurationTests : IDisposable
{
    private readonly ManualTimeProvider _time = new();
    private readonly TemporaryFolder _folder = new();
    private readonly Dictionary<string, string> _environment = new(StringComparer.Ordinal);
    private readonly KubernetesConfigurationLoader _loader;

    public KubernetesConfigurationTests() => _loader = new KubernetesConfigurationLoader
    {
        Environment = name => _environment.GetValueOrDefault(name),
        ServiceAccountFolder = _folder.Path,
        TimeProvider = _time,
    };

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task IfAKubeconfigIsGivenThenItsCurrentContextIsUsed()
    {
        var file = Write(Cluster("c", "server: https://127.0.0.1:6443/path/, tls-server-name: kubernetes") + User("u", "token: secret") + Context("x", "cluster: c, user: u, namespace: team"), "x");

        var configuration = _loader.Load(file);

        configuration.Server.Should().Be(new Uri("https://127.0.0.1:6443/path/"));
        (configuration.Namespace, configuration.TlsServerName, configuration.SkipTlsVerify).Should().Be(("team", "kubernetes", false));
        (await AuthorizationAsync(configuration)).Should().Be("Bearer secret");
    }

    [Fact]
    public async Task IfSeveralFilesAreInKubeconfigThenTheFirstWinsAndMissingOnesArePassedOver()
    {
        var first = _folder.Write("first", "current-context: x\n" + Context("x", "cluster: c, user: u") + User("u", "token: first"));
        var second = _folder.Write("second", "current-context: y\n" + Cluster("c", "server: https://two:6443") + User("u", "token: second") + Context("y", "cluster: c"));
        _environment["KUBECONFIG"] = $"{first}:/nowhere/at/all:{second}";

        var configuration = _loader.Load();

        configuration.Server.Host.Should().Be("two");
        (await AuthorizationAsync(configuration)).Should().Be("Bearer first");
        (await AuthorizationAsync(_loader.Load(context: "y"))).Should().BeNull("this context has no user");
    }

    [Fact]
    public async Task IfFilesFromSeveralFoldersAreMergedThenThePathsOfEachBeginWhereItStands()
    {
        using var authority = new TestCertificates();
        _folder.Write("users/token", "one");
        _folder.Write("clusters/ca.crt", authority.AuthorityPem);
        var users = _folder.Write("users/config", "current-context: x\n" + Context("x", "cluster: c, user: u") + User("u", "tokenFile: token"));
        var clusters = _folder.Write("clusters/config", Cluster("c", "server: https://a, certificate-authority: ca.crt"));

        var configuration = _loader.LoadKubeconfig([users, clusters]);

        (await AuthorizationAsync(configuration)).Should().Be("Bearer one");
        configuration.CertificateAuthorities.Should().NotBeNull();
        File.Delete(Path.Combine(_folder.Path, "clusters", "ca.crt"));
        _loader.Invoking(l => l.LoadKubeconfig([users, clusters])).Should().Throw<KubernetesConfigurationException>()
            .WithMessage($"The certificate authority file {_folder.Path}/clusters/ca.crt can't be read*");
    }

    [Fact]
    public async Task IfAnotherUserActsAsSomebodyThenTheOneThatIsChosenIsReadAllTheSame()
    {
        var file = _folder.Write("config", """
            current-context: x
            clusters: [{name: c, cluster: {server: "https://a"}}]
            users: [{name: actor, user: {as: root, as-user-extra: {reason: [audit, test]}}}, {name: u, user: {token: mine}}]
            contexts: [{name: x, context: {cluster: c, user: u}}]
            """);

        (await AuthorizationAsync(_loader.Load(file))).Should().Be("Bearer mine");
    }

    [Fact]
    public async Task IfNamesDifferInCaseOnlyThenTheyAreDifferent()
    {
        var file = _folder.Write("config", """
            clusters: [{name: c, cluster: {server: "https://a"}}]
            users: [{name: U, user: {token: upper}}, {name: u, user: {token: lower}}]
            contexts: [{name: X, context: {cluster: c, user: U}}, {name: x, context: {cluster: c, user: u}}]
            """);

        (await AuthorizationAsync(_loader.Load(file, "x"))).Should().Be("Bearer lower");
    }

    [Fact]
    public async Task IfATokenIsInAFileThenItIsReadAgainAfterAMinuteAndWhenItIsRefused()
    {
        _folder.Write("token", "one\n");
        var file = Write(Cluster("c", "server: https://a") + User("u", "tokenFile: token, token: ignored") + Context("x", "cluster: c, user: u"), "x");
        var configuration = _loader.Load(file);
        (await AuthorizationAsync(configuration)).Should().Be("Bearer one");

        _folder.Write("token", "two\n");
        (await AuthorizationAsync(configuration)).Should().Be("Bearer one");
        _time.Advance(TimeSpan.FromMinutes(1));
        (await AuthorizationAsync(configuration)).Should().Be("Bearer two");

        _folder.Write("token", "three\n");
        configuration.Credentials.Invalidate(await configuration.Credentials.GetAsync(default));
        (await AuthorizationAsync(configuration)).Should().Be("Bearer three");
    }

    [Fact]
    public async Task IfTheClockIsSetBackThenATokenFileIsReadAgainAfterAMinuteAllTheSame()
    {
        _folder.Write("token", "one\n");
        var file = Write(Cluster("c", "server: https://a") + User("u", "tokenFile: token") + Context("x", "cluster: c, user: u"), "x");
        var configuration = _loader.Load(file);
        await AuthorizationAsync(configuration);
        _folder.Write("token", "two\n");
        _time.SetClock(TimeSpan.FromHours(-1));
        _time.Advance(TimeSpan.FromMinutes(1));

        (await AuthorizationAsync(configuration)).Should().Be("Bearer two");
    }

    [Fact]
    public async Task IfATokenFileIsUnreadableForAMomentThenTheOldTokenServesOn()
    {
        var token = _folder.Write("token", "one");
        var file = Write(Cluster("c", "server: https://a") + User("u", "tokenFile: token") + Context("x", "cluster: c, user: u"), "x");
        var configuration = _loader.Load(file);
        await AuthorizationAsync(configuration);
        File.Delete(token);
        _time.Advance(TimeSpan.FromMinutes(1));
        (await AuthorizationAsync(configuration)).Should().Be("Bearer one");

        configuration.Credentials.Invalidate(await configuration.Credentials.GetAsync(default));
        await configuration.Awaiting(AuthorizationAsync).Should().ThrowAsync<KubernetesConfigurationException>().WithMessage($"*token file {token}*");
    }

    [Fact]
    public async Task IfTheUserHasAPasswordThenItIsSent()
    {
        var file = Write(Cluster("c", "server: http://a") + User("u", "username: me, password: pass") + Context("x", "cluster: c, user: u"), "x");

        (await AuthorizationAsync(_loader.Load(file))).Should().Be($"Basic {Convert.ToBase64String(Encoding.UTF8.GetBytes("me:pass"))}");
    }

    [Fact]
    public async Task IfAnExecPluginIsNamedThenItsTokenIsUsedUntilItExpires()
    {
        _folder.WriteScript("bin/plugin", """
            #!/bin/sh
            echo run >> "$(dirname "$0")/runs"
            printf '%s' "$KUBERNETES_EXEC_INFO" > "$(dirname "$0")/info"
            echo '{"apiVersion":"client.authentication.k8s.io/v1","kind":"ExecCredential","status":{"token":"'"$1-$EXTRA"'","expirationTimestamp":"2026-08-22T01:00:00Z"}}'
            """);
        var file = Write(
            Cluster("c", "server: https://a:1, insecure-skip-tls-verify: true")
            + User("u", "exec: {apiVersion: client.authentication.k8s.io/v1, command: ./bin/plugin, args: [hello], env: [{name: EXTRA, value: world}], provideClusterInfo: true}")
            + Context("x", "cluster: c, user: u"),
            "x");
        var configuration = _loader.Load(file);
        (await AuthorizationAsync(configuration)).Should().Be("Bearer hello-world");
        (await AuthorizationAsync(configuration)).Should().Be("Bearer hello-world");
        Runs().Should().Be(1);
        (await File.ReadAllTextAsync(Path.Combine(_folder.Path, "bin", "info"))).Should().Be(
            """{"apiVersion":"client.authentication.k8s.io/v1","kind":"ExecCredential","spec":{"interactive":false,"cluster":{"server":"https://a:1","insecure-skip-tls-verify":true}}}""");

        _time.Advance(TimeSpan.FromMinutes(60) - TimeSpan.FromSeconds(10));
        await AuthorizationAsync(configuration);
        Runs().Should().Be(2, "a token is renewed shortly before it expires");

        int Runs() => File.ReadAllLines(Path.Combine(_folder.Path, "bin", "runs")).Length;
    }

    [Theory]
    [InlineData("echo no >&2; exit 3", "*plugin*user \"u\" ended with 3: no")]
    [InlineData("echo hello", "*plugin*printed no ExecCredential*")]
    [InlineData("echo '{\"apiVersion\":\"v2\"}'", "*printed apiVersion \"v2\"*")]
    [InlineData("echo '{\"apiVersion\":\"client.authentication.k8s.io/v1\",\"status\":{}}'", "*neither status.token nor*")]
    public async Task IfAnExecPluginFailsThenItsWordsAreInTheError(string script, string message)
    {
        _folder.WriteScript("plugin", $"#!/bin/sh\n{script}\n");
        var file = Write(Cluster("c", "server: https://a") + User("u", "exec: {apiVersion: client.authentication.k8s.io/v1, command: ./plugin}") + Context("x", "cluster: c, user: u"), "x");

        await _loader.Load(file).Awaiting(AuthorizationAsync).Should().ThrowAsync<KubernetesConfigurationException>().WithMessage(message);
    }

    [Fact]
    public async Task IfAnArgumentOfAnExecPluginHasABlankThenItStaysOneArgument()
    {
        _folder.WriteScript("plugin", """
            #!/bin/sh
            echo '{"apiVersion":"client.authentication.k8s.io/v1","status":{"token":"'"$#: $1"'"}}'
            """);
        var file = Write(Cluster("c", "server: https://a") + User("u", "exec: {apiVersion: client.authentication.k8s.io/v1, command: ./plugin, args: [hello world, again]}") + Context("x", "cluster: c, user: u"), "x");

        (await AuthorizationAsync(_loader.Load(file))).Should().Be("Bearer 2: hello world");
    }

    [Fact]
    public async Task IfAnExecPluginDoesNotEndThenItIsStoppedAfterAMinute()
    {
        _folder.WriteScript("plugin", "#!/bin/sh\nexec tail -f /dev/null\n");
        var file = Write(Cluster("c", "server: https://a") + User("u", "exec: {apiVersion: client.authentication.k8s.io/v1, command: ./plugin}") + Context("x", "cluster: c, user: u"), "x");
        var credentials = _loader.Load(file).Credentials.GetAsync(default).AsTask();

        _time.Advance(TimeSpan.FromMinutes(1));

        await credentials.Awaiting(task => task).Should().ThrowAsync<KubernetesConfigurationException>().WithMessage("*exec plugin ./plugin of user \"u\" did not end within 60 s");
    }

    [Fact]
    public async Task IfAnExecPluginIsMissingThenTheHintSaysHowToGetIt()
    {
        var file = Write(Cluster("c", "server: https://a") + User("u", "exec: {apiVersion: client.authentication.k8s.io/v1beta1, command: ./nothing, installHint: Install it.}") + Context("x", "cluster: c, user: u"), "x");

        await _loader.Load(file).Awaiting(AuthorizationAsync).Should().ThrowAsync<KubernetesConfigurationException>().WithMessage("*could not be started*Install it.");
    }

    [Theory]
    [InlineData("server: https://a", "token: t", "cluster: d, user: u", "*context \"x\" names the cluster \"d\", but there is only \"c\".")]
    [InlineData("server: https://a", "token: t", "cluster: c, user: v", "*context \"x\" names the user \"v\", but there is only \"u\".")]
    [InlineData("server: 127.0.0.1", "token: t", "cluster: c, user: u", "*server of cluster \"c\" must be an address like*\"127.0.0.1\".")]
    [InlineData("server: https://a, certificate-authority: ca.crt", "token: t", "cluster: c, user: u", "*certificate authority file*ca.crt can't be read*")]
    [InlineData("server: https://a, certificate-authority-data: aGVsbG8=", "token: t", "cluster: c, user: u", "*certificate-authority-data of cluster \"c\" holds no PEM certificate*")]
    [InlineData("server: https://a, certificate-authority-data: '*'", "token: t", "cluster: c, user: u", "The kubeconfig file*can't be understood*")]
    [InlineData("server: https://a, proxy-url: nowhere", "token: t", "cluster: c, user: u", "*proxy-url of cluster \"c\"*\"nowhere\".")]
    [InlineData("server: https://a, insecure-skip-tls-verify: maybe", "token: t", "cluster: c, user: u", "The kubeconfig file*can't be understood: Line 1, column *\"maybe\"*")]
    [InlineData("server: https://a", "token: {a: b}", "cluster: c, user: u", "The kubeconfig file*can't be understood: Line 2, column *: This value is of the wrong kind.")]
    [InlineData("server: https://a", "client-key-data: '*', client-certificate: a.crt", "cluster: c, user: u", "The kubeconfig file*client-key-data of user \"u\" is not valid base64*")]
    [InlineData("server: https://a", "as-groups: [admins]", "cluster: c, user: u", "*user \"u\" uses impersonation*")]
    [InlineData("server: https://a", "exec: {apiVersion: client.authentication.k8s.io/v1, command: x, env: [{value: a}]}", "cluster: c, user: u", "*exec plugin x of user \"u\" has a variable without a name*")]
    [InlineData("server: https://a", "as: admin", "cluster: c, user: u", "*user \"u\" uses impersonation*")]
    [InlineData("server: https://a", "auth-provider: {name: gcp}", "cluster: c, user: u", "*auth-provider \"gcp\"*exec plugin.")]
    [InlineData("server: https://a", "client-certificate: a.crt", "cluster: c, user: u", "*user \"u\" has a client-certificate but no client-key.")]
    [InlineData("server: https://a", "exec: {apiVersion: client.authentication.k8s.io/v1alpha1, command: x}", "cluster: c, user: u", "*v1alpha1*v1 and*v1beta1 are supported")]
    public void IfTheKubeconfigDoesNotLeadToAServerThenTheErrorNamesTheField(string cluster, string user, string context, string message) =>
        _loader.Invoking(l => l.Load(Write(Cluster("c", cluster) + User("u", user) + Context("x", context), "x")))
            .Should().Throw<KubernetesConfigurationException>().WithMessage(message);

    [Fact]
    public void IfThereIsNoKubeconfigOrContextThenTheErrorSaysWhereItWasLookedFor()
    {
        _environment["HOME"] = "/nowhere";
        _loader.Invoking(l => l.Load()).Should().Throw<KubernetesConfigurationException>().WithMessage("There is no kubeconfig file /nowhere/.kube/config.");
        _loader.Invoking(l => l.Load(Write("clusters: []\n", current: null))).Should().Throw<KubernetesConfigurationException>().WithMessage("*no current-context*");
        _loader.Invoking(l => l.Load(_folder.Write("bad", "a: [\n"))).Should().Throw<KubernetesConfigurationException>().WithMessage("*bad can't be understood: Line*");
        _loader.Invoking(l => l.Load(_folder.Write("odd", "clusters: 3\n"))).Should().Throw<KubernetesConfigurationException>().WithMessage("*odd can't be understood*");
        _loader.Invoking(l => l.LoadInCluster()).Should().Throw<KubernetesConfigurationException>().WithMessage("This program does not run in a pod*");
    }

    [Fact]
    public async Task IfTheProgramRunsInAPodThenItsServiceAccountIsUsedAndItsTokenReadAgain()
    {
        using var authority = new TestCertificates();
        _folder.Write("token", "one");
        _folder.Write("ca.crt", authority.AuthorityPem);
        _folder.Write("namespace", "orbit-system\n");
        _environment["KUBERNETES_SERVICE_HOST"] = "fd00::1";
        _environment["KUBERNETES_SERVICE_PORT"] = "443";

        var configuration = _loader.Load();

        (configuration.Server, configuration.Namespace).Should().Be((new Uri("https://[fd00::1]"), "orbit-system"));
        configuration.CertificateAuthorities.Should().NotBeNull();
        (await AuthorizationAsync(configuration)).Should().Be("Bearer one");
        _folder.Write("token", "two");
        _time.Advance(TimeSpan.FromMinutes(1));
        (await AuthorizationAsync(configuration)).Should().Be("Bearer two");
    }

    [Fact]
    public void IfThePodHasNoTokenThenTheErrorNamesTheFile()
    {
        _environment["KUBERNETES_SERVICE_HOST"] = "10.96.0.1";
        _environment["KUBERNETES_SERVICE_PORT"] = "443";

        _loader.Invoking(l => l.Load()).Should().Throw<KubernetesConfigurationException>().WithMessage($"The token file {_folder.Path}/token can't be read*");
    }

    private static string Cluster(string name, string fields) => $"clusters: [{{name: {name}, cluster: {{{fields}}}}}]\n";

    private static string User(string name, string fields) => $"users: [{{name: {name}, user: {{{fields}}}}}]\n";

    private static string Context(string name, string fields) => $"contexts: [{{name: {name}, context: {{{fields}}}}}]\n";

    private static async Task<string?> AuthorizationAsync(ClusterAccess configuration) =>
        (await configuration.Credentials.GetAsync(default)).Authorization?.ToString();

    private string Write(string content, string? current) =>
        _folder.Write("config", content + (current is null ? "" : $"current-context: {current}\n"));
}

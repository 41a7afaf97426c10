using k8s.Models;
using Orbit.Kubernetes.Client;
using Orbit.Kubernetes.Runtime.Watching;
using Orbit.Kubernetes.Tests.Support;

namespace Orbit.Kubernetes.Tests.Watching;

/// <summary>Runs an informer for each test, against a scripted server and on a clock of its own.</summary>
public abstract class InformerTest : IAsyncLifetime
{
    private readonly CancellationTokenSource _stop = new();
    private Task _running = null!;

    protected ManualTimeProvider Time { get; } = new();

    protected ScriptedServer Server { get; private set; } = null!;

    protected KubernetesClient Client { get; private set; } = null!;

    protected Informer<V1ConfigMap> Informer { get; private set; } = null!;

    public async Task InitializeAsync()
    {
        Server = await ScriptedServer.StartAsync();
        Client = Server.Client(Time);
        Informer = CreateInformer();
        _running = Informer.RunAsync(_stop.Token);
    }

    public async Task DisposeAsync()
    {
        await _stop.CancelAsync();
        await _running.Invoking(r => r.Soon()).Should().ThrowAsync<OperationCanceledException>("an informer ends in no other way");
        _stop.Dispose();
        Client.Dispose();
        await Server.DisposeAsync();
    }

    /// <summary>The informer under test, of <see cref="Client"/> and on <see cref="Time"/>.</summary>
    protected abstract Informer<V1ConfigMap> CreateInformer();

    /// <summary>Waits until the informer has begun its wait, then lets it pass.</summary>
    protected async Task PassAsync(double seconds)
    {
        await Time.WaitForTimerAsync(TimeSpan.FromSeconds(seconds));
        Time.Advance(TimeSpan.FromSeconds(seconds));
    }
}

using Orbit.ControlPlane.Tests.Runtime;
using Orbit.Kubernetes.Client;
using Orbit.Kubernetes.Runtime.Hosting;
using Orbit.Kubernetes.Runtime.Reconciling;
using Orbit.Kubernetes.Runtime.Watching;

namespace Orbit.ControlPlane.Tests.Reliability;

/// <summary>An operator for widgets, with one controller that keeps a <see cref="ReconcileRecord"/>.</summary>
internal sealed class SmallOperator : IAsyncDisposable
{
    private readonly CancellationTokenSource _stop = new();
    private readonly KubernetesClient _client;
    private readonly Controller<Widget> _controller;
    private readonly Task _running;

    /// <summary>Starts it.</summary>
    /// <param name="client">Its client, which it disposes of.</param>
    /// <param name="options">What it follows.</param>
    /// <param name="time">The clock of its delays.</param>
    public SmallOperator(KubernetesClient client, InformerOptions options, TimeProvider time)
    {
        _client = client;
        Widgets = new Informer<Widget>(client, options with { TimeProvider = time });
        Record = new ReconcileRecord(client);
        _controller = new Controller<Widget>("widgets", Widgets, Record, new ControllerOptions { TimeProvider = time });
        _running = new OperatorHost(client).Add(Widgets).Add(_controller).RunAsync(_stop.Token);
    }

    public Informer<Widget> Widgets { get; }

    public ReconcileRecord Record { get; }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _running.WaitAsync(TimeSpan.FromMinutes(10));
        _controller.Dispose();
        _client.Dispose();
        _stop.Dispose();
    }
}

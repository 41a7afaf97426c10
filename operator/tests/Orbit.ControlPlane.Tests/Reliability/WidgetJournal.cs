using System.Collections.Concurrent;
using Orbit.ControlPlane.Tests.Runtime;
using Orbit.Kubernetes.Client;
using Orbit.Kubernetes.Runtime.Watching;

namespace Orbit.ControlPlane.Tests.Reliability;

/// <summary>An informer of widgets that runs, and what it told: <c>+name</c>, <c>name:before>after</c> (sizes) and <c>-name</c>.</summary>
internal sealed class WidgetJournal : IAsyncDisposable
{
    private readonly CancellationTokenSource _stop = new();
    private readonly KubernetesClient _client;
    private readonly Task _running;

    public WidgetJournal(KubernetesClient client, InformerOptions options, Func<Widget, bool>? isSettled = null)
    {
        _client = client;
        Informer = new Informer<Widget>(client, options, isSettled);
        Informer.AddHandler(new ResourceEventHandler<Widget>(
            added => Told.Enqueue($"+{added.Metadata.Name}"),
            (before, after) => Told.Enqueue($"{after.Metadata.Name}:{before.Spec!.Size}>{after.Spec!.Size}"),
            gone => Told.Enqueue($"-{gone.Metadata.Name}")));
        _running = Informer.RunAsync(_stop.Token);
    }

    public Informer<Widget> Informer { get; }

    public ConcurrentQueue<string> Told { get; } = new();

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _running.ContinueWith(_ => { }, TaskScheduler.Default).WaitAsync(TimeSpan.FromMinutes(10));
        _client.Dispose();
        _stop.Dispose();
    }
}

using System.Threading.Channels;
using k8s.Models;
using Orbit.Api.V1Alpha1.SatelliteNodes;
using Orbit.Kubernetes.Client;
using Orbit.Kubernetes.Runtime.Watching;

namespace Orbit.Operator.Pods;

/// <summary>Finds pods that were bound to a name before a satellite of that name was known: the filter of the pods has refused them, and no further event may come.</summary>
internal sealed partial class NewSatellitePods
{
    private static readonly TimeSpan RetryWall = TimeSpan.FromSeconds(5);

    private readonly Informer<V1Pod> _pods;
    private readonly TimeProvider _wall;
    private readonly ILogger<NewSatellitePods> _logger;
    private readonly Channel<string> _names = Channel.CreateUnbounded<string>(new UnboundedChannelOptions { SingleReader = true });

    public NewSatellitePods(Informer<SatelliteNode> satellites, Informer<V1Pod> pods, TimeProvider wall, ILogger<NewSatellitePods> logger)
    {
        _pods = pods;
        _wall = wall;
        _logger = logger;
        // The first list of the pods comes after that of the satellites, and knows them all.
        satellites.AddHandler(new(Added: satellite =>
        {
            if (satellites.HasSynced)
            {
                _names.Writer.TryWrite(satellite.Metadata.Name!);
            }
        }));
    }

    /// <summary>Runs until cancelled.</summary>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        await foreach (var name in _names.Reader.ReadAllAsync(cancellationToken))
        {
            await FindAsync(name, cancellationToken);
        }
    }

    private async Task FindAsync(string name, CancellationToken cancellationToken)
    {
        while (true)
        {
            try
            {
                await _pods.CatchUpAsync($"spec.nodeName={name}", cancellationToken);
                return;
            }
            catch (Exception e) when (ApiFailure.Describe(e) is { } said)
            {
                LogNotFound(_logger, name, said);
                await Task.Delay(RetryWall, _wall, cancellationToken);
            }
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "The pods on new satellite {Satellite} could not be listed; they are listed again in 5 s: {Error}")]
    private static partial void LogNotFound(ILogger logger, string satellite, string error);
}

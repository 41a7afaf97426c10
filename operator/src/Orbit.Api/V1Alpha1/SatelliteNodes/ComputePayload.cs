using System.ComponentModel.DataAnnotations;
using Orbit.Api.Schema;
using Orbit.Kubernetes.Serialization;

namespace Orbit.Api.V1Alpha1.SatelliteNodes;

/// <summary>The computers on board and the models loaded on them.</summary>
public sealed record ComputePayload
{
    /// <summary>Accelerators on board; each runs one job at a time.</summary>
    [Range(0, 1024)]
    public int Accelerators { get; init; } = 1;

    /// <summary>In which order the accelerators take up the jobs on board. Plans rest on it: with a wrong value results are not ready when their downlinks begin.</summary>
    public ExecutionOrder ExecutionOrder { get; init; } = ExecutionOrder.InOrderOfArrival;

    /// <summary>Speed of one accelerator, 10^12 operations per second; it gives the duration of work declared in <c>teraOperations</c>. Left out: no such work is planned here.</summary>
    [Range(0.0, 1e9, MinimumIsExclusive = true)]
    public double? Tops { get; init; }

    /// <summary>Memory of one accelerator, bytes, such as <c>64Gi</c>. Left out: unknown, and jobs that ask for memory are not planned here.</summary>
    public Quantity? Memory { get; init; }

    /// <summary>Models loaded on board. A job runs only where its model is. Left out: none.</summary>
    [ListMapKey(nameof(OnboardModel.Name))]
    [ListLength(0, 256)]
    public IReadOnlyList<OnboardModel> Models { get; init; } = [];
}

using Orbit.Gateway.Client;

namespace Orbit.Operator.Gateways;

/// <summary>Asks a gateway whether it is well: once for all of its stations that want to know at about the same time.</summary>
internal sealed class GatewayHealth(TimeProvider wall)
{
    private static readonly TimeSpan Fresh = TimeSpan.FromSeconds(5);
    private readonly Lock _lock = new();
    private readonly Dictionary<GatewayClient, (long At, Task Answer)> _asked = [];

    /// <summary>Returns if the gateway is well, or was moments ago.</summary>
    /// <exception cref="GatewayException">It is not. Failures are not kept: who asks after one asks anew, so that one lost packet never counts twice.</exception>
    public Task CheckAsync(GatewayClient gateway, CancellationToken cancellationToken)
    {
        lock (_lock)
        {
            if (!_asked.TryGetValue(gateway, out var last) || last.Answer.IsFaulted || wall.GetElapsedTime(last.At) >= Fresh)
            {
                // Others may wait for the answer when this caller no longer does.
                _asked[gateway] = last = (wall.GetTimestamp(), gateway.CheckHealthAsync(CancellationToken.None));
            }

            return last.Answer.WaitAsync(cancellationToken);
        }
    }
}

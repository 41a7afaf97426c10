using Orbit.Api.V1Alpha1.GroundLinks;
using Orbit.Gateway.Client;
using Orbit.Operator.Snapshots;

namespace Orbit.Operator.Gateways;

/// <summary>Finds the gateway of a ground link, also of one that was deleted while something was under way there.</summary>
internal sealed class Stations(WorldStores stores, GatewayPool pool)
{
    /// <summary>The gateway, and the name under which it knows the station.</summary>
    /// <exception cref="GatewayUnreachableException">There is no such ground link, or its gateway has no usable address.</exception>
    public (GatewayClient Client, string Station) Gateway(string groundLink) =>
        Gateway(stores.FindOrRecall(groundLink) ?? throw new GatewayUnreachableException($"There is no ground link {groundLink}."));

    /// <summary>The address of the gateway, as the ground link states it.</summary>
    /// <exception cref="GatewayUnreachableException">There is no such ground link.</exception>
    public string Address(string groundLink) =>
        (stores.FindOrRecall(groundLink) ?? throw new GatewayUnreachableException($"There is no ground link {groundLink}.")).Spec.Gateway.Url;

    /// <summary>The gateway, and the name under which it knows the station.</summary>
    /// <exception cref="GatewayUnreachableException">Its gateway has no usable address.</exception>
    public (GatewayClient Client, string Station) Gateway(GroundLink groundLink)
    {
        if (StationProblems.Of(groundLink) is { } problem)
        {
            throw new GatewayUnreachableException($"Ground link {groundLink.Metadata.Name}: {problem}");
        }

        return (pool.Get(groundLink.Spec.Gateway.Url), groundLink.Spec.Gateway.Station ?? groundLink.Metadata.Name!);
    }
}

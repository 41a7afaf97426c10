namespace Orbit.Operator.Hosting;

/// <summary>The operator's identity in a cluster, and the roles that it is given: config/rbac is generated from the attributes that name them.</summary>
internal static class OperatorRoles
{
    /// <summary>The namespace that the operator runs in.</summary>
    public const string Namespace = "orbit-operator";

    /// <summary>The service account that the operator runs as.</summary>
    public const string ServiceAccount = "orbit-operator";

    /// <summary>What it needs in every namespace.</summary>
    public const string Cluster = "orbit-operator";

    /// <summary>What leader election needs.</summary>
    public const string LeaderElection = "orbit-operator-leader-election";

    /// <summary>What the heartbeats of satellites' Nodes need.</summary>
    public const string NodeLeases = "orbit-operator-node-leases";

    /// <summary>What a webhook with a self-managed certificate needs.</summary>
    public const string Webhook = "orbit-operator-webhook";
}

namespace Orbit.Gateway.Contract;

/// <summary>What goes up for one attempt of a job: everything that the satellite needs to run it.</summary>
public sealed record Bundle
{
    /// <summary>The attempt; a satellite that has it already ignores a second copy. See <see cref="GatewayId"/>.</summary>
    public required string AttemptId { get; init; }

    /// <summary>The job that the attempt belongs to, for people and logs.</summary>
    public required BundleJob Job { get; init; }

    /// <summary>The model to run, by its name on board.</summary>
    public required string Model { get; init; }

    /// <summary>The input.</summary>
    public required BundleInput Input { get; init; }

    /// <summary>Bytes to send up, input and envelope together; what the transfer takes is computed from it.</summary>
    public required long SizeBytes { get; init; }

    /// <summary>How much there is to compute.</summary>
    public required BundleWork Work { get; init; }

    /// <summary>
    /// When the work is planned to start, mission time. A satellite that works as planned starts it no earlier and takes an
    /// accelerator in the order of these instants; one that works in order of arrival does not look at it.
    /// </summary>
    public DateTimeOffset? PlannedStart { get; init; }

    /// <summary>Greatest result to bring down, bytes; a larger one fails the attempt on board.</summary>
    public required long MaximumResultBytes { get; init; }
}

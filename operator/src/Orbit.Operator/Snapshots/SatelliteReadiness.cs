using Orbit.Api.V1Alpha1.SatelliteNodes;
using Orbit.Astrodynamics.Elements;
using Orbit.Astrodynamics.Sgp4;

namespace Orbit.Operator.Snapshots;

/// <summary>Whether a satellite can be planned on, by its elements and by whether it answers.</summary>
/// <param name="Elements">The elements; null when they cannot be used at all.</param>
/// <param name="Reason">One word in upper camel case, as in a condition.</param>
/// <param name="Problem">What is wrong, naming the field; null when nothing is.</param>
internal sealed record SatelliteReadiness(MeanElements? Elements, string Reason, string? Problem)
{
    /// <summary>The reason when the satellite's Node cannot be registered under its name.</summary>
    public const string NodeNameTaken = "NodeNameTaken";

    /// <summary>The reason when the elements are older than <c>maxElementAge</c>.</summary>
    public const string StaleElements = "StaleElements";

    /// <summary>The reason when the epoch lies too far in the future.</summary>
    public const string ElementsOfTheFuture = "ElementsOfTheFuture";

    /// <summary>The reason when by its elements the satellite is no longer in orbit.</summary>
    public const string Decayed = "Decayed";

    /// <summary>The reason when the elements cannot be followed back from their epoch to now.</summary>
    public const string NotYetInOrbit = "NotYetInOrbit";

    /// <summary>Whether work may be planned on it, cordoning aside.</summary>
    public bool IsReady => Problem is null;

    /// <summary>Judges one satellite at <paramref name="now"/>, mission time.</summary>
    public static SatelliteReadiness Of(SatelliteNode satellite, SatelliteHealth health, DateTimeOffset now)
    {
        var elements = SatelliteElements.Read(satellite, out var problem);
        if (elements is null)
        {
            return new SatelliteReadiness(null, "InvalidElements", problem);
        }

        Sgp4Propagator propagator;
        try
        {
            propagator = Sgp4Propagator.Create(elements);
        }
        catch (Sgp4Exception e)
        {
            return new SatelliteReadiness(null, "InvalidElements", $"spec.orbit: {e.Message}");
        }

        var age = SatelliteElements.AgeProblem(elements, satellite.Spec.Orbit, now);
        if (age is not null && elements.Epoch > now)
        {
            return new SatelliteReadiness(elements, ElementsOfTheFuture, age);
        }

        // A decay within the time for which the elements may be used stays one when they are too old for anything else.
        if (propagator.LimitTowards(Earlier(now, elements.Epoch, satellite.Spec.Orbit.MaxElementAge)) is { } limit)
        {
            return now < elements.Epoch
                ? new SatelliteReadiness(elements, NotYetInOrbit, $"spec.orbit: by these elements the satellite is in orbit only after {limit.Instant:yyyy-MM-dd'T'HH:mm:ss'Z'}; older ones are needed until then.")
                : new SatelliteReadiness(elements, Decayed, $"spec.orbit: by these elements the satellite decayed at {limit.Instant:yyyy-MM-dd'T'HH:mm:ss'Z'}; newer ones are needed if it has not.");
        }

        if (age is not null)
        {
            return new SatelliteReadiness(elements, StaleElements, age);
        }

        return health.IsLost
            ? new SatelliteReadiness(elements, "ContactsMissed", $"Nothing was heard in {Counted.Of(health.MissedContacts, "booked contact")} in a row: the satellite counts as lost.")
            : new SatelliteReadiness(elements, "Predictable", null);
    }

    // The sum is not made where it is not needed: an age may be set so large that it overflows.
    private static DateTimeOffset Earlier(DateTimeOffset now, DateTimeOffset epoch, TimeSpan after) => now - epoch > after ? epoch + after : now;
}

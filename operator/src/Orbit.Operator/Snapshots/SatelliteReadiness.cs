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

    /// <summary>The reason when by its elements the satellite is no longer in orbit.</summary>
    public const string Decayed = "Decayed";

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

        if (SatelliteElements.AgeProblem(elements, satellite.Spec.Orbit, now) is { } age)
        {
            return new SatelliteReadiness(elements, elements.Epoch > now ? "ElementsOfTheFuture" : StaleElements, age);
        }

        var (from, until) = propagator.InOrbit(now.UtcTicks, now.UtcTicks + 1);
        if (from == until)
        {
            return new SatelliteReadiness(elements, Decayed, "spec.orbit: by these elements the satellite has decayed; newer ones are needed if it has not.");
        }

        return health.IsLost
            ? new SatelliteReadiness(elements, "ContactsMissed", $"Nothing was heard in {Counted.Of(health.MissedContacts, "booked contact")} in a row: the satellite counts as lost.")
            : new SatelliteReadiness(elements, "Predictable", null);
    }
}

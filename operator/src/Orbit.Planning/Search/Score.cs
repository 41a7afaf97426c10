using Orbit.Planning.Requests;

namespace Orbit.Planning.Search;

/// <summary>What a candidate achieves, as far as a bound needs it.</summary>
/// <param name="Cost">What the contacts cost.</param>
/// <param name="WattHours">The energy of the work; infinite when it is not stated, so that stated energy is preferred.</param>
/// <param name="Completion">When the result is on the ground, ticks.</param>
internal readonly record struct Score(decimal Cost, double WattHours, long Completion)
{
    /// <summary>Compares what the objective asks for first, the completion apart: negative when the first is better.</summary>
    public static int ComparePrimary(Objective objective, decimal cost, double wattHours, in Score other) => objective switch
    {
        Objective.LowestCost => cost.CompareTo(other.Cost),
        Objective.LowestEnergy => wattHours.CompareTo(other.WattHours),
        _ => 0,
    };
}

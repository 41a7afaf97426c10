namespace Orbit.Planning.Search;

/// <summary>A stretch of a pass in which one antenna and the satellite are free, long enough for at least one direction.</summary>
/// <param name="Station">The station.</param>
/// <param name="Antenna">The antenna.</param>
/// <param name="Pass">The pass's place in the satellite's timeline.</param>
/// <param name="PassStart">When the pass begins, ticks: slots are found in this order.</param>
/// <param name="Start">When the stretch begins, ticks.</param>
/// <param name="End">When it ends, ticks.</param>
/// <param name="Up">How long sending up takes here, ticks; negative when it can't be done here.</param>
/// <param name="Down">How long taking down takes here, ticks; negative when it can't be done here.</param>
internal readonly record struct Slot(
    StationState Station,
    int Antenna,
    int Pass,
    long PassStart,
    long Start,
    long End,
    long Up,
    long Down);

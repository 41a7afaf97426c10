using Orbit.Gateway.Contract;
using Orbit.Simulator.Constellations;

namespace Orbit.Simulator.Inference;

/// <summary>The models on board.</summary>
internal interface IInference
{
    /// <summary>Runs a bundle's model on its input. Never throws but for cancellation, and returns without waiting.</summary>
    Task<InferenceOutcome> AnswerAsync(Bundle bundle, SatelliteModel satellite, CancellationToken cancellationToken);
}

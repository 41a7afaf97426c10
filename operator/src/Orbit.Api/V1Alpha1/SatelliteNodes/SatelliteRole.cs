namespace Orbit.Api.V1Alpha1.SatelliteNodes;

/// <summary>What a satellite computes.</summary>
public enum SatelliteRole
{
    /// <summary>Answers from models on board.</summary>
    Inference,

    /// <summary>Trains models; gets no inference jobs.</summary>
    Training,
}

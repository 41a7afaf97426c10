namespace Orbit.Astrodynamics.Sgp4;

/// <summary>Rates of the angles under the zonal harmonics J2, J2² and J4, rad/min.</summary>
/// <param name="MeanAnomaly">Ṁ, mean motion included.</param>
/// <param name="Perigee">ω̇.</param>
/// <param name="Node">Ω̇.</param>
internal readonly record struct SecularRates(double MeanAnomaly, double Perigee, double Node);

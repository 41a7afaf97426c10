using Orbit.Astrodynamics.Elements;
using Orbit.Visibility.Contacts;

namespace Orbit.Cli.Windows;

/// <summary>One window: a satellite in view of a station.</summary>
/// <param name="Satellite">The satellite's elements.</param>
/// <param name="Station">The station's name.</param>
/// <param name="MaskDegrees">The lowest elevation of the window, degrees.</param>
/// <param name="Pass">The window itself.</param>
internal readonly record struct WindowRow(MeanElements Satellite, string Station, double MaskDegrees, Pass Pass);

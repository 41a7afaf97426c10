using Orbit.Gateway.Clock;
using Orbit.Simulator.Constellations;
using Orbit.Simulator.Simulation;

namespace Orbit.Simulator.Hosting;

/// <summary>Says at the start what is being simulated.</summary>
internal static partial class StartupLog
{
    /// <summary>Writes one line.</summary>
    public static void Write(IServiceProvider services, Constellation constellation, SimulatorOptions options)
    {
        var clock = services.GetRequiredService<MissionClock>();
        var log = services.GetRequiredService<ILoggerFactory>().CreateLogger(typeof(World).FullName!);
        LogWorld(
            log,
            options.ConstellationPath,
            constellation.Satellites.Count,
            constellation.Stations.Count,
            Instants.Text(clock.GetUtcNow()),
            clock.Rate,
            options.InferenceAddress?.ToString() ?? "simulated");
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "Simulating {path}: satellites {satellites}, stations {stations}, from {mission} at rate {rate}, answers: {inference}.")]
    private static partial void LogWorld(ILogger log, string path, int satellites, int stations, string mission, double rate, string inference);
}

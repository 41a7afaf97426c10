using Orbit.Gateway.Contract;
using Orbit.Simulator.Simulation;

namespace Orbit.Simulator.Hosting;

/// <summary>What the environment says about a simulator, its clock and its address excepted.</summary>
internal sealed record SimulatorOptions
{
    /// <summary>Variable: the folder or file with the constellation's manifests.</summary>
    public const string ConstellationVariable = "ORBIT_SIMULATOR_CONSTELLATION";

    /// <summary>Variable: the base address of an OpenAI-compatible endpoint.</summary>
    public const string InferenceVariable = "ORBIT_SIMULATOR_INFERENCE_URL";

    /// <summary>Variable: <see cref="WorldRules.ViewTolerance"/>.</summary>
    public const string ToleranceVariable = "ORBIT_SIMULATOR_VIEW_TOLERANCE";

    /// <summary>Variable: <see cref="WorldRules.SchedulingDelay"/>.</summary>
    public const string SchedulingDelayVariable = "ORBIT_SIMULATOR_SCHEDULING_DELAY";

    /// <summary>Variable: <see cref="WorldRules.PrePass"/>.</summary>
    public const string PrePassVariable = "ORBIT_SIMULATOR_PREPASS";

    /// <summary>Variable: <see cref="WorldRules.PostPass"/>.</summary>
    public const string PostPassVariable = "ORBIT_SIMULATOR_POSTPASS";

    private static readonly TimeSpan LongestHabit = TimeSpan.FromDays(1);

    /// <summary>Where the manifests are.</summary>
    public required string ConstellationPath { get; init; }

    /// <summary>Where models answer; null for simulated answers.</summary>
    public Uri? InferenceAddress { get; init; }

    /// <summary>The providers' habits.</summary>
    public WorldRules Rules { get; init; } = new();

    /// <summary>Reads the variables.</summary>
    /// <exception cref="FormatException">One is missing or malformed; the message names it.</exception>
    public static SimulatorOptions Read(Func<string, string?> variable)
    {
        var path = variable(ConstellationVariable);
        if (string.IsNullOrWhiteSpace(path))
        {
            throw new FormatException($"{ConstellationVariable} is not set; it names the folder or file with SatelliteNode and GroundLink manifests.");
        }

        var usual = new WorldRules();
        return new SimulatorOptions
        {
            ConstellationPath = path,
            InferenceAddress = Address(InferenceVariable),
            Rules = new WorldRules
            {
                ViewTolerance = Duration(ToleranceVariable, usual.ViewTolerance),
                SchedulingDelay = Duration(SchedulingDelayVariable, usual.SchedulingDelay),
                PrePass = Duration(PrePassVariable, usual.PrePass),
                PostPass = Duration(PostPassVariable, usual.PostPass),
            },
        };

        Uri? Address(string name) => variable(name) switch
        {
            null or "" => null,
            var text when Uri.TryCreate(text, UriKind.Absolute, out var address) && address.Scheme is "http" or "https" => address,
            var text => throw new FormatException($"{name} is '{text}', not an absolute http or https address."),
        };

        TimeSpan Duration(string name, TimeSpan fallback) => variable(name) switch
        {
            null or "" => fallback,
            var text when DurationText.TryParse(text, out var value) && value <= LongestHabit => value,
            var text => throw new FormatException($"{name} is '{text}', not a duration as 90s of at most a day."),
        };
    }
}

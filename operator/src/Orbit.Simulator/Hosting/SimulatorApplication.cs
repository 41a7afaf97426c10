using Microsoft.Extensions.Configuration.Memory;
using Microsoft.Extensions.Logging.Console;
using Orbit.Gateway.Clock;
using Orbit.Simulator.Constellations;
using Orbit.Simulator.Http;
using Orbit.Simulator.Inference;
using Orbit.Simulator.Log;
using Orbit.Simulator.Simulation;

namespace Orbit.Simulator.Hosting;

/// <summary>Puts a simulator together, for its own process or inside a test's.</summary>
public static class SimulatorApplication
{
    private const string DefaultAddress = "http://127.0.0.1:18090";

    private static readonly Dictionary<string, string?> Defaults = new(StringComparer.Ordinal)
    {
        ["Logging:LogLevel:Default"] = "Information",
        ["Logging:LogLevel:Microsoft"] = "Warning",
        ["Logging:LogLevel:Microsoft.Hosting.Lifetime"] = "Information",
        ["Logging:LogLevel:System.Net.Http"] = "Warning",

        // Program reports a start that fails, in one sentence.
        ["Logging:LogLevel:Microsoft.Extensions.Hosting.Internal.Host"] = "None",
        ["Logging:Console:FormatterName"] = "json",
        ["Logging:Console:FormatterOptions:UseUtcTimestamp"] = "true",
        ["Logging:Console:FormatterOptions:TimestampFormat"] = "yyyy-MM-ddTHH:mm:ss.fffZ",
    };

    /// <summary>A simulator that is ready to be started.</summary>
    /// <param name="args">Settings as <c>--NAME=value</c>, which come before the environment variables of the same names.</param>
    /// <param name="wall">The wall clock.</param>
    /// <exception cref="FormatException">A setting, or the constellation that it names, can't be used; the message says which and why.</exception>
    public static WebApplication Create(string[] args, TimeProvider wall) => Create(args, wall, sky: null);

    internal static WebApplication Create(string[] args, TimeProvider wall, ISky? sky)
    {
        var builder = WebApplication.CreateSlimBuilder(args);
        builder.Configuration.Sources.Insert(0, new MemoryConfigurationSource { InitialData = Defaults });

        // The slim builder knows one formatter only, and sets it.
        builder.Logging.AddConsole();
        builder.Services.Configure<ConsoleLoggerOptions>(console => console.FormatterName = builder.Configuration["Logging:Console:FormatterName"]);
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxRequestBodySize = HttpExchange.MaximumBundleBytes;
        });
        if (string.IsNullOrEmpty(builder.Configuration["urls"]))
        {
            builder.WebHost.UseUrls(DefaultAddress);
        }

        builder.Services.Configure<HostOptions>(host => host.ShutdownTimeout = TimeSpan.FromSeconds(5));

        var options = SimulatorOptions.Read(name => builder.Configuration[name]);
        var constellation = ConstellationReader.Read(options.ConstellationPath);
        builder.Services.AddSingleton(MissionClock.FromEnvironment(name => builder.Configuration[name], wall));
        builder.Services.AddSingleton(constellation);
        builder.Services.AddSingleton(options.Rules);
        builder.Services.AddSingleton(sky ?? new PropagatedSky(constellation));
        builder.Services.AddSingleton<PhysicalLog>();
        builder.Services.AddSingleton(services => MakeInference(options, services, wall));
        builder.Services.AddSingleton(services => new World(
            constellation,
            services.GetRequiredService<ISky>(),
            services.GetRequiredService<IInference>(),
            options.Rules,
            services.GetRequiredService<MissionClock>(),
            services.GetRequiredService<PhysicalLog>()));
        builder.Services.AddHostedService<WorldPump>();

        var app = builder.Build();
        app.UseMiddleware<ProblemMiddleware>();
        app.UseRouting();
        var world = app.Services.GetRequiredService<World>();
        app.MapGateway(world);
        app.MapAdmin(world);
        StartupLog.Write(app.Services, constellation, options);
        return app;
    }

    private static IInference MakeInference(SimulatorOptions options, IServiceProvider services, TimeProvider wall) =>
        options.InferenceAddress is { } address
            ? new ChatCompletions(new HttpClient(), address, wall, services.GetRequiredService<ILogger<ChatCompletions>>())
            : new SimulatedInference();
}

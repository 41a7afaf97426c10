using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Orbit.Gateway.Client;
using Orbit.Gateway.Contract;
using Orbit.Gateway.Tests;
using Orbit.Simulator.Faults;
using Orbit.Simulator.Hosting;
using Orbit.Simulator.Http;
using Orbit.Simulator.Log;
using Orbit.Simulator.Simulation;

namespace Orbit.Simulator.Tests.Support;

/// <summary>A simulator in this process, spoken to over HTTP, whose mission clock moves only when told.</summary>
internal sealed class SimulatorUnderTest : IAsyncDisposable
{
    /// <summary>Mission time at the start.</summary>
    public static readonly DateTimeOffset Start = ReferenceWindows.Day;

    private readonly WebApplication _app;
    private readonly string _folder;

    private SimulatorUnderTest(WebApplication app, ManualTimeProvider clock, string folder)
    {
        _app = app;
        _folder = folder;
        Clock = clock;
        Http = new HttpClient { BaseAddress = new Uri(app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single()) };
        Gateway = new GatewayClient(Http, Http.BaseAddress);
    }

    public ManualTimeProvider Clock { get; }

    public HttpClient Http { get; }

    public GatewayClient Gateway { get; }

    /// <summary>The world behind the HTTP, to await what no request waits for.</summary>
    public World World => _app.Services.GetRequiredService<World>();

    /// <summary>The routes it answers to, as <c>GET /v1/contacts</c>.</summary>
    public IReadOnlyList<string> Routes =>
    [
        .. _app.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
            .SelectMany(route => route.Metadata.GetMetadata<HttpMethodMetadata>()!.HttpMethods.Select(method => $"{method} {route.RoutePattern.RawText}")),
    ];

    /// <summary>A simulator in which satellites rise and set.</summary>
    public static Task<SimulatorUnderTest> StartAsync(ConstellationBuilder constellation, params string[] settings) =>
        StartAsync(constellation, sky: null, settings);

    /// <summary>A simulator in which everybody always sees everybody.</summary>
    public static Task<SimulatorUnderTest> StartUnderOpenSkyAsync(ConstellationBuilder constellation, params string[] settings) =>
        StartAsync(constellation, new OpenSky(), settings);

    /// <summary>One satellite, one station with two antennas, open sky.</summary>
    public static Task<SimulatorUnderTest> StartSmallAsync(params string[] settings) =>
        StartUnderOpenSkyAsync(new ConstellationBuilder().Satellite(63982).Satellite(63983).Station("north", antennas: 2).Station("south"), settings);

    /// <summary>Mission time, seconds after the start.</summary>
    public static DateTimeOffset At(double seconds) => Start + TimeSpan.FromTicks((long)Math.Round(seconds * TimeSpan.TicksPerSecond));

    /// <summary>Moves the clock to a mission time, seconds after the start.</summary>
    public void GoTo(double seconds) => Clock.AdvanceTo(At(seconds));

    /// <summary>Books a contact from one second to another.</summary>
    public Task<GatewayContact> BookAsync(
        string id,
        double start,
        double end,
        string station = "north",
        int noradId = 63982,
        int antenna = 0,
        ContactPurpose purpose = ContactPurpose.UplinkAndDownlink) =>
        Gateway.BookAsync(id, Booking(start, end, station, noradId, antenna, purpose));

    public static ContactBooking Booking(
        double start,
        double end,
        string station = "north",
        int noradId = 63982,
        int antenna = 0,
        ContactPurpose purpose = ContactPurpose.UplinkAndDownlink) => new()
        {
            Station = station,
            NoradId = noradId,
            Antenna = antenna,
            Start = At(start),
            End = At(end),
            Purpose = purpose,
        };

    /// <summary>A bundle of a million bytes, which take a second at 8 Mbit/s, and of 30 s of work.</summary>
    public static Bundle Bundle(string attemptId) => new()
    {
        AttemptId = attemptId,
        Job = new BundleJob { Namespace = "default", Name = "question", Uid = "7f3c" },
        Model = "qwen3-8b",
        Input = new BundleInput { Text = "Why is the sky blue?" },
        SizeBytes = 1_000_000,
        Work = new BundleWork { Duration = TimeSpan.FromSeconds(30) },
        MaximumResultBytes = 64 * 1024,
    };

    public async Task<Fault> BreakAsync(FaultRequest request)
    {
        using var response = await Http.PostAsJsonAsync("admin/faults", request, AdminJson.Default.FaultRequest);
        if (!response.IsSuccessStatusCode)
        {
            throw new InvalidOperationException(await response.Content.ReadAsStringAsync());
        }

        return (await response.Content.ReadFromJsonAsync(AdminJson.Default.Fault))!;
    }

    public async Task<PhysicalLogView> LogAsync() => (await Http.GetFromJsonAsync("admin/log", AdminJson.Default.PhysicalLogView))!;

    public async Task<string> LogTextAsync() => JsonSerializer.Serialize(await LogAsync(), AdminJson.Default.PhysicalLogView);

    public async Task<GatewayContact> ContactAsync(string id) => (await Gateway.GetContactAsync(id))!;

    public async Task<AttemptReport> AttemptAsync(string attemptId, int noradId = 63982) =>
        (await Gateway.GetReportAsync(noradId))!.Attempts.Single(attempt => string.Equals(attempt.AttemptId, attemptId, StringComparison.Ordinal));

    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        await _app.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }

    private static async Task<SimulatorUnderTest> StartAsync(ConstellationBuilder constellation, ISky? sky, string[] settings)
    {
        var folder = Directory.CreateTempSubdirectory("orbit-simulator-").FullName;
        await File.WriteAllTextAsync(Path.Combine(folder, "constellation.yaml"), constellation.ToString());
        var clock = new ManualTimeProvider(Start);
        var app = SimulatorApplication.Create(
            [$"--{SimulatorOptions.ConstellationVariable}={folder}", "--urls=http://127.0.0.1:0", "--Logging:LogLevel:Default=Warning", .. settings],
            clock,
            sky);
        await app.StartAsync();
        return new SimulatorUnderTest(app, clock, folder);
    }
}

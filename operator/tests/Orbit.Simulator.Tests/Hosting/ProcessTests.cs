using System.Diagnostics;
using System.Text.Json;
using Orbit.Gateway.Client;
using Orbit.Gateway.Clock;
using Orbit.Gateway.Contract;
using Orbit.Simulator.Tests.Support;

namespace Orbit.Simulator.Tests.Hosting;

/// <summary>The simulator as the executable that users start.</summary>
public sealed class ProcessTests : IDisposable
{
    private const int SigTerm = 15;

    private readonly string _folder = Directory.CreateTempSubdirectory("orbit-process-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task IfTheProcessIsStartedThenItServesTheContractAndEndsCleanlyWhenTold()
    {
        await File.WriteAllTextAsync(Path.Combine(_folder, "a.yaml"), new ConstellationBuilder().Satellite(63982).ReferenceStations().ToString());
        var clock = new MissionClock(TimeProvider.System, SimulatorUnderTest.Start, 600, TimeProvider.System.GetUtcNow());
        using var process = Start(
            ("ORBIT_SIMULATOR_CONSTELLATION", _folder),
            ("ASPNETCORE_URLS", "http://127.0.0.1:0"),
            (MissionClock.StartVariable, $"{clock.Start:O}"),
            (MissionClock.RateVariable, "600"),
            (MissionClock.AnchorVariable, $"{clock.Anchor:O}"));
        try
        {
            using var deadline = new CancellationTokenSource(TimeSpan.FromMinutes(10));
            var (address, lines) = await ReadAddressAsync(process, deadline.Token);
            lines.Should().Contain(line => line.Contains("Simulating", StringComparison.Ordinal) && line.Contains("satellites 1, stations 20", StringComparison.Ordinal));

            using var http = new HttpClient();
            var gateway = new GatewayClient(http, address);
            await gateway.CheckHealthAsync(deadline.Token);

            // Six seconds from now at least, so that the booking comes in time.
            var passes = ReferenceWindows.Of(63982).ToList();
            var soon = clock.GetUtcNow() + TimeSpan.FromMinutes(60);
            var (station, window) = passes.First(pass => pass.Window.Start > soon);
            var booking = new ContactBooking
            {
                Station = ReferenceWindows.Stations[station].Name,
                NoradId = 63982,
                Antenna = 0,
                Start = window.Start,
                End = window.End,
                Purpose = ContactPurpose.UplinkAndDownlink,
            };
            await gateway.BookAsync("c", booking, deadline.Token);
            await gateway.StageUplinkAsync("c", SimulatorUnderTest.Bundle("a"), deadline.Token);

            // The pump logs what happens though nobody asks.
            var transmission = await ReadLineAsync(process, "transmission Up of attempt a, 1000000 bytes", deadline.Token);
            transmission.Should().Contain("finished: True");

            kill(process.Id, SigTerm).Should().Be(0);
            await process.WaitForExitAsync(deadline.Token);
            process.ExitCode.Should().Be(0);
        }
        finally
        {
            process.Kill(entireProcessTree: true);
        }
    }

    [Theory]
    [InlineData(null, null, "ORBIT_SIMULATOR_CONSTELLATION is not set*")]
    [InlineData("nowhere", null, "'nowhere' is neither a file nor a folder.*")]
    [InlineData("nowhere", "soon", "ORBIT_SIMULATOR_PREPASS is 'soon', not a duration*")]
    public async Task IfASettingIsBadThenTheProcessSaysSoInOneSentenceAndFails(string? constellation, string? prePass, string sentence)
    {
        using var process = Start(("ORBIT_SIMULATOR_CONSTELLATION", constellation), ("ORBIT_SIMULATOR_PREPASS", prePass));
        using var deadline = new CancellationTokenSource(TimeSpan.FromMinutes(10));

        var error = await process.StandardError.ReadToEndAsync(deadline.Token);
        await process.WaitForExitAsync(deadline.Token);

        process.ExitCode.Should().Be(1);
        error.Should().Match(sentence);
        error.Should().NotContain("   at ");
    }

    [System.Runtime.InteropServices.DllImport("libc")]
    [System.Runtime.InteropServices.DefaultDllImportSearchPaths(System.Runtime.InteropServices.DllImportSearchPath.SafeDirectories)]
    private static extern int kill(int processId, int signal);

    private static Process Start(params (string Name, string? Value)[] environment)
    {
        var start = new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "Orbit.Simulator.dll")])
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var (name, value) in environment)
        {
            start.Environment[name] = value;
        }

        return Process.Start(start)!;
    }

    private static async Task<(Uri Address, IReadOnlyList<string> Lines)> ReadAddressAsync(Process process, CancellationToken deadline)
    {
        var lines = new List<string>();
        while (await process.StandardOutput.ReadLineAsync(deadline) is { } line)
        {
            lines.Add(line);
            using var json = JsonDocument.Parse(line, default);
            if (json.RootElement.GetProperty("State").TryGetProperty("address", out var address))
            {
                return (new Uri(address.GetString()!), lines);
            }
        }

        throw new InvalidOperationException($"The simulator ended: {await process.StandardError.ReadToEndAsync(deadline)}");
    }

    private static async Task<string> ReadLineAsync(Process process, string text, CancellationToken deadline)
    {
        while (await process.StandardOutput.ReadLineAsync(deadline) is { } line)
        {
            if (line.Contains(text, StringComparison.Ordinal))
            {
                return line;
            }
        }

        throw new InvalidOperationException($"The simulator ended without a word of '{text}'.");
    }
}

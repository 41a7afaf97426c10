using Orbit.Simulator.Hosting;

try
{
    await using var app = SimulatorApplication.Create(args, TimeProvider.System);
    await app.RunAsync();
    return 0;
}
catch (Exception e) when (e is FormatException or IOException)
{
    // What the user can set right: a variable, a manifest, an address in use.
    await Console.Error.WriteLineAsync(e.Message);
    return 1;
}

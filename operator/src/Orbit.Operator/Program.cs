using Orbit.Gateway.Clock;
using Orbit.Kubernetes.Configuration;
using Orbit.Operator.Hosting;

NativeMemory.ShareArenas();
NativeMemory.TrimWithFullCollections();
try
{
    var options = OperatorOptions.FromEnvironment(Environment.GetEnvironmentVariable);
    var clock = MissionClock.FromEnvironment(Environment.GetEnvironmentVariable, TimeProvider.System);
    return await OperatorApplication.RunAsync(options, clock);
}
catch (Exception e) when (e is FormatException or KubernetesConfigurationException)
{
    await Console.Error.WriteLineAsync($"orbit-operator: {e.Message}");
    return 2;
}

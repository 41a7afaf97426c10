using System.Globalization;
using Orbit.ControlPlane.Tests.ControlPlane;
using Orbit.RuntimeBenchmarks.Figures;

namespace Orbit.RuntimeBenchmarks.Measurements;

/// <summary>The processes of the control plane under test.</summary>
internal static class ServerProcesses
{
    /// <summary>Processor time that the API server and etcd have used, seconds.</summary>
    public static double ServerSeconds(this ControlPlaneFixture controlPlane) =>
        new[] { "kube-apiserver", "etcd" }.Sum(name => ProcessFigures.ProcessorSeconds(ProcessOf(controlPlane, name)));

    private static int ProcessOf(ControlPlaneFixture controlPlane, string name)
    {
        var file = Path.Combine(Path.GetDirectoryName(controlPlane.KubeconfigPath)!, "pids", name);
        return int.Parse(File.ReadAllText(file).Split(' ')[0], CultureInfo.InvariantCulture);
    }
}

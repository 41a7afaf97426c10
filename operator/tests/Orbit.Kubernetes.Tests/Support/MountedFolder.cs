using System.Diagnostics;

namespace Orbit.Kubernetes.Tests.Support;

/// <summary>A Secret or ConfigMap as kubelet mounts it: each name is a link into <c>..data</c>, which is a link to a folder that is replaced as a whole.</summary>
public static class MountedFolder
{
    /// <summary>Writes a new version of the files beside the old one and turns the link over to it.</summary>
    /// <param name="folder">Where it is mounted.</param>
    /// <param name="version">Name of the version's folder.</param>
    /// <param name="files">All files of this version.</param>
    public static void Replace(string folder, string version, params (string Name, string Content)[] files)
    {
        Directory.CreateDirectory(Path.Combine(folder, version));
        foreach (var (name, content) in files)
        {
            File.WriteAllText(Path.Combine(folder, version, name), content);
        }

        var turned = Path.Combine(folder, "..data_tmp");
        Directory.CreateSymbolicLink(turned, version);
        // One rename(2), so that at no time there is no file; the framework moves no link to a folder over another.
        using (var move = Process.Start("mv", ["-T", turned, Path.Combine(folder, "..data")]))
        {
            move.WaitForExit();
            move.ExitCode.Should().Be(0);
        }

        foreach (var (name, _) in files)
        {
            var link = Path.Combine(folder, name);
            if (!File.Exists(link))
            {
                File.CreateSymbolicLink(link, Path.Combine("..data", name));
            }
        }
    }
}

using System.Diagnostics;
using System.Text;
using Orbit.ControlPlane.Tests.ControlPlane;

namespace Orbit.ControlPlane.Tests.EndToEnd;

/// <summary>One of the project's own executables, run as a real process with its output kept.</summary>
internal sealed class ChildProcess : IAsyncDisposable
{
    private readonly Process _process;
    private readonly StringBuilder _output = new();
    private readonly List<(string Text, TaskCompletionSource<string> Line)> _awaited = [];
    private readonly TaskCompletionSource<Uri> _listening = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private ChildProcess(Process process) => _process = process;

    /// <summary>Everything it wrote so far.</summary>
    public string Output
    {
        get
        {
            lock (_output)
            {
                return _output.ToString();
            }
        }
    }

    /// <summary>Whether it has ended.</summary>
    public bool HasExited => _process.HasExited;

    /// <summary>Its process id.</summary>
    public int Id => _process.Id;

    /// <summary>Its exit code, once it has ended.</summary>
    public async Task<int> ExitCodeAsync()
    {
        await _process.WaitForExitAsync();
        return _process.ExitCode;
    }

    /// <summary>Starts an executable of the solution on a port of its own choice.</summary>
    /// <param name="assembly">Such as <c>Orbit.Operator</c>; it lies beside the tests. The published program of that name in the folder <c>ORBIT_TEST_PROGRAMS</c> is started instead, where that is set.</param>
    /// <param name="environment">Variables added to the ones of this process.</param>
    public static ChildProcess Start(string assembly, IReadOnlyDictionary<string, string> environment)
    {
        var published = Environment.GetEnvironmentVariable("ORBIT_TEST_PROGRAMS") is { Length: > 0 } folder ? Path.Combine(folder, assembly) : null;
        var start = new ProcessStartInfo(published ?? "dotnet", published is null ? [Path.Combine(AppContext.BaseDirectory, $"{assembly}.dll")] : [])
        {
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment["KUBE_CACHE_MUTATION_DETECTOR"] = "true";
        start.Environment["ASPNETCORE_URLS"] = "http://127.0.0.1:0";

        // Most live for seconds: what they would compile with care never pays, and it was most of what they computed.
        start.Environment["DOTNET_TieredCompilation"] = "1";
        start.Environment["DOTNET_TieredPGO"] = "0";
        foreach (var (name, value) in environment)
        {
            start.Environment[name] = value;
        }

        var child = new ChildProcess(Process.Start(start) ?? throw new InvalidOperationException($"{assembly} could not be started."));
        child._process.OutputDataReceived += (_, line) => child.Read(line.Data);
        child._process.ErrorDataReceived += (_, line) => child.Read(line.Data);
        child._process.EnableRaisingEvents = true;
        child._process.Exited += (_, _) => child._listening.TrySetException(new InvalidOperationException($"{assembly} ended at once:\n{child.Output}"));
        child._process.BeginOutputReadLine();
        child._process.BeginErrorReadLine();
        child._process.StandardInput.Close();
        return child;
    }

    /// <summary>The address it listens on, once it says so.</summary>
    public Task<Uri> ListeningAsync(CancellationToken cancellationToken) => _listening.Task.WaitAsync(cancellationToken);

    /// <summary>The first line it wrote, or will write, that contains <paramref name="text"/>.</summary>
    public Task<string> LineAsync(string text, CancellationToken cancellationToken)
    {
        lock (_output)
        {
            if (Output.Split('\n').FirstOrDefault(l => l.Contains(text, StringComparison.Ordinal)) is { } written)
            {
                return Task.FromResult(written);
            }

            var line = new TaskCompletionSource<string>(TaskCreationOptions.RunContinuationsAsynchronously);
            _awaited.Add((text, line));
            return line.Task.WaitAsync(cancellationToken);
        }
    }

    /// <summary>Sends it a signal.</summary>
    /// <param name="name">Such as STOP.</param>
    public Task SignalAsync(string name) => CommandLine.RunAsync(["kill", $"-{name}", $"{_process.Id}"]);

    /// <summary>Ends it as a power failure would (SIGKILL).</summary>
    public async Task KillAsync()
    {
        if (!_process.HasExited)
        {
            _process.Kill();
        }

        await _process.WaitForExitAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await KillAsync();
        _process.Dispose();
    }

    private void Read(string? line)
    {
        if (line is null)
        {
            return;
        }

        lock (_output)
        {
            _output.AppendLine(line);
            foreach (var (text, awaited) in _awaited.Where(a => line.Contains(a.Text, StringComparison.Ordinal)))
            {
                awaited.TrySetResult(line);
            }
        }

        const string marker = "Now listening on: ";
        var at = line.IndexOf(marker, StringComparison.Ordinal);
        if (at >= 0)
        {
            var address = line[(at + marker.Length)..].Split(' ', '"', '\u001b')[0];
            _listening.TrySetResult(new Uri(address));
        }
    }
}

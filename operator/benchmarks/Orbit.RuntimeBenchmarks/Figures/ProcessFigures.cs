using System.Globalization;

namespace Orbit.RuntimeBenchmarks.Figures;

/// <summary>What Linux tells of a running process in <c>/proc</c>.</summary>
internal static class ProcessFigures
{
    // USER_HZ, in which /proc counts time: fixed by Linux' interface to programs on every machine this runs on.
    private const double TicksPerSecond = 100;

    /// <summary>Physical memory that the process holds, MiB.</summary>
    public static double ResidentMebibytes(int process) => Kibibytes(process, "VmRSS:") / 1024;

    /// <summary>The most physical memory that it ever held, MiB.</summary>
    public static double PeakMebibytes(int process) => Kibibytes(process, "VmHWM:") / 1024;

    /// <summary>Processor time that it has used, in user and kernel mode, seconds.</summary>
    public static double ProcessorSeconds(int process)
    {
        var text = File.ReadAllText($"/proc/{process}/stat");
        // The name of the program stands in parentheses and may hold blanks; utime and stime are the fields 14 and 15.
        var fields = text[(text.LastIndexOf(')') + 2)..].Split(' ');
        return (Number(fields[11]) + Number(fields[12])) / TicksPerSecond;
    }

    /// <summary>How often the threads of the process have gone to sleep, and so been woken, by the name of the thread.</summary>
    public static IReadOnlyDictionary<string, double> Sleeps(int process)
    {
        var sleeps = new Dictionary<string, double>(StringComparer.Ordinal);
        foreach (var task in Directory.GetDirectories($"/proc/{process}/task"))
        {
            try
            {
                var name = File.ReadAllText(Path.Combine(task, "comm")).Trim();
                var count = Number(Line(File.ReadLines(Path.Combine(task, "status")), "voluntary_ctxt_switches:"));
                sleeps[name] = sleeps.GetValueOrDefault(name) + count;
            }
            catch (Exception e) when (e is IOException or InvalidOperationException)
            {
                // The thread ended between the listing and the look.
            }
        }

        return sleeps;
    }

    private static double Kibibytes(int process, string field) =>
        Number(Line(File.ReadLines($"/proc/{process}/status"), field).Split(' ', StringSplitOptions.RemoveEmptyEntries)[0]);

    private static string Line(IEnumerable<string> lines, string field) =>
        lines.First(l => l.StartsWith(field, StringComparison.Ordinal))[field.Length..].Trim();

    private static double Number(string text) => double.Parse(text, CultureInfo.InvariantCulture);
}

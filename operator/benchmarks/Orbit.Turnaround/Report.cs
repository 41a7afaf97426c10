using System.Diagnostics;
using Orbit.Planning;
using Orbit.Planning.Outcomes;
using Orbit.Visibility.Intervals;

namespace Orbit.Turnaround;

/// <summary>Runs the study and prints its tables in Markdown.</summary>
internal sealed class Report(TextWriter output, string elements, string stations, DateTimeOffset day, int starts)
{
    private static readonly (string Name, Func<string, bool> Provider)[] Networks =
    [
        ("AWS + KSAT", p => p is "AWS" or "KSAT"),
        ("AWS", p => p is "AWS"),
        ("KSAT", p => p is "KSAT"),
    ];

    private readonly Interval _span = new(day, day + TimeSpan.FromHours(48));

    /// <summary>Prints everything.</summary>
    public void Write()
    {
        var assumptions = new Assumptions();
        var sky = Load(assumptions.MaskDegrees, Networks[0].Provider);
        var study = new Study(sky, assumptions);
        output.WriteLine($"{sky.Satellites} satellites, {sky.Stations.Count} stations, {starts} start times of {day:yyyy-MM-dd}, mask {assumptions.MaskDegrees}°,");
        output.WriteLine($"{Seconds(assumptions.Turnaround)} s of antenna turnaround, {Seconds(assumptions.Compute)} s of compute, {assumptions.UplinkBytes} bytes up, {assumptions.DownlinkBytes} bytes down.");
        var samples = WriteTurnarounds(sky, study, assumptions);
        WriteParts(samples);
        WriteOver(samples);
        WriteInView(sky, study);
        WriteOrbit(sky);
        WriteWhatIf(sky, assumptions);
        WriteSpeed(sky, study, assumptions);
    }

    private List<(string Network, Sample[] Samples)> WriteTurnarounds(Sky sky, Study study, Assumptions assumptions)
    {
        Head("Turnaround, seconds", "network", "median", "p90", "p95", "p99", "max", "under 120 s", "bound, same rules", "bound, geometry alone");
        var all = new List<(string, Sample[])>();
        foreach (var (name, provider) in Networks)
        {
            Sample[] samples = [.. study.Plan(provider, starts)];
            var planned = new Distribution(samples.Select(s => s.Turnaround));
            var bound = new Distribution(study.Bound(provider, starts));
            var ideal = new Distribution(new Study(sky, assumptions.Ideal()).Bound(provider, starts));
            Row(
                name,
                Seconds(planned.Percentile(50)),
                Seconds(planned.Percentile(90)),
                Seconds(planned.Percentile(95)),
                Seconds(planned.Percentile(99)),
                Seconds(planned.Percentile(100)),
                Percent(planned),
                Percent(bound),
                Percent(ideal));
            all.Add((name, samples));
        }

        return all;
    }

    private void WriteParts(List<(string Network, Sample[] Samples)> all)
    {
        Head("Where the time goes, mean seconds", "network", "starts", "set-up", "wait for uplink", "transfers", "compute", "wait for downlink", "total");
        foreach (var (network, samples) in all)
        {
            WriteMean($"{network}, all", samples);
            WriteMean($"{network}, over 120 s", [.. samples.Where(s => s.Turnaround >= Study.Goal)]);
        }
    }

    private void WriteMean(string name, Sample[] samples)
    {
        if (samples.Length == 0)
        {
            return;
        }

        string Mean(Func<Sample, TimeSpan> part) => $"{samples.Average(s => part(s).TotalSeconds):0.0}";
        Row(
            name,
            $"{samples.Length}",
            Mean(s => s.SetUp),
            Mean(s => s.UplinkWait),
            Mean(s => s.Transfers),
            Mean(s => s.Compute),
            Mean(s => s.DownlinkWait),
            Mean(s => s.Turnaround));
    }

    private void WriteOver(List<(string Network, Sample[] Samples)> all)
    {
        Head("What dominates when it is over 120 s", "network", "starts over", "the wait for the uplink", "the wait for the downlink", "longest");
        foreach (var (network, samples) in all)
        {
            Sample[] over = [.. samples.Where(s => s.Turnaround >= Study.Goal)];
            var longest = samples.MaxBy(s => s.Turnaround)!;
            Row(
                network,
                $"{over.Length}",
                $"{over.Count(s => s.UplinkWait >= s.DownlinkWait)}",
                $"{over.Count(s => s.UplinkWait < s.DownlinkWait)}",
                $"{longest.Start:HH:mm:ss}: {Where(longest)}");
        }
    }

    private void WriteInView(Sky sky, Study study)
    {
        Head("How many satellites are over a station, share of the start times", "network", "none", "1", "2", "3", "4 or more");
        foreach (var (name, provider) in Networks)
        {
            var counts = new int[5];
            foreach (var start in study.Starts(starts))
            {
                counts[Math.Min(4, sky.CountInView(start, provider))]++;
            }

            Row([name, .. counts.Select(c => $"{100.0 * c / starts:0.0} %")]);
        }
    }

    private void WriteOrbit(Sky sky)
    {
        Head("Where the satellites are in their orbit, degrees from the ascending node", "at", "the satellites", "largest gap");
        foreach (var hours in (int[])[0, 12, 24])
        {
            var angles = sky.ArgumentsOfLatitude(day.AddHours(hours));
            var gap = angles.Select((angle, i) => i + 1 < angles.Length ? angles[i + 1] - angle : angles[0] + 360 - angle).Max();
            Row($"{hours:00}:00", string.Join(" ", angles.Select(a => $"{a:0}")), $"{gap:0}");
        }
    }

    private void WriteWhatIf(Sky sky, Assumptions assumptions)
    {
        var lowSky = Load(5, Networks[0].Provider);
        var wideSky = Load(assumptions.MaskDegrees, _ => true);
        (string Name, Sky Sky, Assumptions Assumptions)[] cases =
        [
            ("as above", sky, assumptions),
            ("30 s of turnaround", sky, assumptions with { Turnaround = TimeSpan.FromSeconds(30) }),
            ("no turnaround", sky, assumptions with { Turnaround = TimeSpan.Zero }),
            ("10 s of compute", sky, assumptions with { Compute = TimeSpan.FromSeconds(10) }),
            ("mask of 5°", lowSky, assumptions),
            ("10 s of transfer each way (2.5 MB up, 1.1 GB down)", sky, assumptions with { UplinkBytes = 2_500_000, DownlinkBytes = 1_125_000_000 }),
        ];
        Head("What would help, and what would not: share under 120 s that the passes allow", ["", .. Networks.Select(n => n.Name)]);
        foreach (var (name, world, assumed) in cases)
        {
            Row([name, .. Networks.Select(n => Percent(new Distribution(new Study(world, assumed).Bound(n.Provider, starts))))]);
        }

        var everyone = new Distribution(new Study(wideSky, assumptions).Bound(_ => true, starts));
        output.WriteLine();
        output.WriteLine($"With all {wideSky.Stations.Count} stations of the table: {Percent(everyone)}.");
    }

    private void WriteSpeed(Sky sky, Study study, Assumptions assumptions)
    {
        const int Jobs = 100;
        var fleet = sky.FleetAt(day, Networks[0].Provider, assumptions) with { Horizon = new Interval(day, day.AddHours(24)) };
        var requests = Enumerable.Range(0, Jobs).Select(i => study.Job($"job-{i:000}", day.AddSeconds(-i))).ToArray();

        // The best of several, so that what the runtime compiles on the way is not counted.
        var best = TimeSpan.MaxValue;
        PlanningResult? result = null;
        for (var i = 0; i < 20; i++)
        {
            var clock = Stopwatch.StartNew();
            result = Planner.Plan(fleet, requests);
            best = clock.Elapsed < best ? clock.Elapsed : best;
        }

        var last = result!.Plans.Max(p => p.Completion) - day;
        output.WriteLine();
        output.WriteLine($"Planning {Jobs} jobs at once on this fleet over 24 h takes {best.TotalMilliseconds:0.0} ms; {result.Plans.Count()} are placed, the last is done after {last.TotalMinutes:0} minutes.");
    }

    private Sky Load(double mask, Func<string, bool> provider) => Sky.Load(elements, stations, provider, _span, mask);

    private static string Where(Sample sample)
    {
        var (up, down) = (sample.Plan.Uplink!, sample.Plan.Downlink);
        var places = sample.Plan.SingleContact ? up.Station : $"{up.Station} to {down.Station}";
        return $"{Seconds(sample.Turnaround)} s, of which {Seconds(sample.UplinkWait)} s for the uplink and {Seconds(sample.DownlinkWait)} s for the downlink ({sample.Plan.Satellite}, {places})";
    }

    private static string Seconds(TimeSpan span) => $"{span.TotalSeconds:0}";

    private static string Percent(Distribution distribution) => $"{distribution.PercentUnder(Study.Goal):0.0} %";

    private void Head(string title, params string[] columns)
    {
        output.WriteLine();
        output.WriteLine($"### {title}");
        Row(columns);
        Row([.. columns.Select((_, i) => i == 0 ? "---" : "---:")]);
    }

    private void Row(params string[] cells) => output.WriteLine($"| {string.Join(" | ", cells)} |");
}

using System.Diagnostics;

namespace Orbit.RuntimeBenchmarks.Figures;

/// <summary>Says on standard error what is being measured, and how far it is every two seconds.</summary>
internal sealed class Progress : IAsyncDisposable
{
    private static readonly TimeSpan Period = TimeSpan.FromSeconds(2);
    private readonly CancellationTokenSource _end = new();
    private readonly Task _ticking;

    private Progress(string what, Func<string>? how)
    {
        Say(what);
        _ticking = TickAsync(how);
    }

    /// <summary>Tells of a step until it is disposed of.</summary>
    /// <param name="what">The step.</param>
    /// <param name="how">How far it is; null to tell the time only.</param>
    public static Progress Of(string what, Func<string>? how = null) => new(what, how);

    public async ValueTask DisposeAsync()
    {
        await _end.CancelAsync();
        await _ticking;
        _end.Dispose();
    }

    private static void Say(string text) => Console.Error.WriteLine($"[{TimeProvider.System.GetLocalNow():HH:mm:ss}] {text}");

    private async Task TickAsync(Func<string>? how)
    {
        var begin = Stopwatch.GetTimestamp();
        try
        {
            using var timer = new PeriodicTimer(Period);
            while (await timer.WaitForNextTickAsync(_end.Token))
            {
                Say($"  ... {Stopwatch.GetElapsedTime(begin).TotalSeconds:0} s{(how is null ? "" : $", {how()}")}");
            }
        }
        catch (OperationCanceledException)
        {
            // The step is done.
        }
    }
}

namespace Orbit.Planning.Requests;

/// <summary>How much there is to compute.</summary>
public readonly record struct Work
{
    private Work(WorkUnit unit, double amount)
    {
        if (!double.IsFinite(amount) || amount < 0)
        {
            throw new ArgumentOutOfRangeException(nameof(amount), amount, "Work must be zero or more.");
        }

        Unit = unit;
        Amount = amount;
    }

    /// <summary>What <see cref="Amount"/> is measured in.</summary>
    public WorkUnit Unit { get; }

    /// <summary>How much.</summary>
    public double Amount { get; }

    /// <summary>Work of a number of tokens.</summary>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="amount"/> is negative or not finite.</exception>
    public static Work Tokens(double amount) => new(WorkUnit.Tokens, amount);

    /// <summary>Work of a number of 10^12 operations.</summary>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="amount"/> is negative or not finite.</exception>
    public static Work TeraOperations(double amount) => new(WorkUnit.TeraOperations, amount);

    /// <summary>Work that takes the same time on every satellite.</summary>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="time"/> is negative.</exception>
    public static Work Lasting(TimeSpan time) => new(WorkUnit.Seconds, time.TotalSeconds);
}

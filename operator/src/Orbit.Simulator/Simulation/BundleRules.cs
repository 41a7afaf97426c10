using System.Text;
using Orbit.Gateway.Contract;

namespace Orbit.Simulator.Simulation;

/// <summary>What a bundle must be to be taken.</summary>
internal static class BundleRules
{
    /// <summary>Refuses a bundle that makes no sense.</summary>
    /// <exception cref="RefusalException">Names the field and what would be right.</exception>
    public static void Check(Bundle bundle)
    {
        if (bundle.Input is { Text: null, Uri: null } or { Text: not null, Uri: not null })
        {
            throw RefusalException.Impossible("input has exactly one of text and uri.");
        }

        var bytes = Encoding.UTF8.GetByteCount(bundle.Input.Text ?? "");
        if (bundle.SizeBytes < Math.Max(1, bytes) || bundle.SizeBytes > Transfer.MaximumBytes)
        {
            throw RefusalException.Impossible(
                $"sizeBytes is {bundle.SizeBytes}, not from {Math.Max(1, bytes)} (the size of the input) to {Transfer.MaximumBytes}.");
        }

        if (bundle.MaximumResultBytes < 0)
        {
            throw RefusalException.Impossible($"maximumResultBytes is {bundle.MaximumResultBytes}, which is negative.");
        }

        var work = bundle.Work;
        var given = (work.Tokens is null ? 0 : 1) + (work.TeraOperations is null ? 0 : 1) + (work.Duration is null ? 0 : 1);
        if (given != 1)
        {
            throw RefusalException.Impossible("work has exactly one of tokens, teraOperations and duration.");
        }

        if (work is { Tokens: < 0 } or { TeraOperations: < 0 or double.NaN or double.PositiveInfinity })
        {
            throw RefusalException.Impossible("work is negative.");
        }
    }
}

using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Orbit.Gateway.Contract;
using Orbit.Simulator.Constellations;

namespace Orbit.Simulator.Inference;

/// <summary>An answer that depends on nothing but the bundle and the satellite, and says that no model has run.</summary>
internal sealed class SimulatedInference : IInference
{
    private const int QuotedWords = 8;
    private const int QuotedCharacters = 80;

    public Task<InferenceOutcome> AnswerAsync(Bundle bundle, SatelliteModel satellite, CancellationToken cancellationToken) =>
        Task.FromResult(InferenceOutcome.Answered(AnswerTo(bundle, satellite)));

    private static string AnswerTo(Bundle bundle, SatelliteModel satellite)
    {
        var input = bundle.Input.Text ?? bundle.Input.Uri ?? "";
        var bytes = Encoding.UTF8.GetBytes(input);
        var sha256 = Convert.ToHexStringLower(SHA256.HashData(bytes));
        var what = bundle.Input.Text is null
            ? $"The input is at {input}, which the simulator does not fetch; the SHA-256 of that address is {sha256}."
            : $"The prompt has {bytes.Length} {(bytes.Length == 1 ? "byte" : "bytes")}, begins with \"{FirstWords(input)}\" and has the SHA-256 {sha256}.";
        return $"This is a simulated answer; no model has run. Asked was {bundle.Model} on satellite {satellite.Name} ({satellite.NoradId}). {what}\n";
    }

    private static string FirstWords(string text)
    {
        var words = text.Split((char[]?)null, QuotedWords + 1, StringSplitOptions.RemoveEmptyEntries);
        var quoted = string.Join(' ', words.Take(QuotedWords));
        var elements = new StringInfo(quoted);
        return elements.LengthInTextElements <= QuotedCharacters ? quoted : elements.SubstringByTextElements(0, QuotedCharacters);
    }
}

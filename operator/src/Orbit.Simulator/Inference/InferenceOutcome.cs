namespace Orbit.Simulator.Inference;

/// <summary>What a model answered: a text, or why there is none.</summary>
internal sealed record InferenceOutcome
{
    private InferenceOutcome(string? text, string? failure)
    {
        Text = text;
        Failure = failure;
    }

    /// <summary>The answer; null when there is none.</summary>
    public string? Text { get; }

    /// <summary>Why there is none, one sentence; null when there is one.</summary>
    public string? Failure { get; }

    /// <summary>An answer.</summary>
    public static InferenceOutcome Answered(string text) => new(text, failure: null);

    /// <summary>No answer.</summary>
    public static InferenceOutcome Failed(string failure) => new(text: null, failure);
}

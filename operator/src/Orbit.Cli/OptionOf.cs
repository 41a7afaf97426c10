using System.CommandLine;

namespace Orbit.Cli;

/// <summary>Options whose errors are sentences that name the option, what it holds and what it should hold.</summary>
internal static class OptionOf
{
    /// <summary>Reads an option's text; false when it is not what is expected.</summary>
    public delegate bool TryParse<T>(string text, out T value);

    /// <summary>An option with one value.</summary>
    /// <param name="name">The name, with its hyphens.</param>
    /// <param name="helpName">What the help calls the value.</param>
    /// <param name="description">What the help says.</param>
    /// <param name="expected">How the error's sentence ends: "it must be ...".</param>
    /// <param name="tryParse">Reads the value.</param>
    public static Option<T> Value<T>(string name, string helpName, string description, string expected, TryParse<T> tryParse) => new(name)
    {
        HelpName = helpName,
        Description = description,
        CustomParser = result =>
        {
            var text = result.Tokens[0].Value;
            if (!tryParse(text, out var value))
            {
                result.AddError($"{name} is \"{text}\"; it must be {expected}.");
            }

            return value;
        },
    };
}

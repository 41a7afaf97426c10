namespace Orbit.Api.Schema;

/// <summary>How many items a list holds. The attributes of System.ComponentModel.DataAnnotations that say so are not safe to trim.</summary>
/// <param name="minimum">Least number of items.</param>
/// <param name="maximum">Greatest number of items.</param>
[AttributeUsage(AttributeTargets.Property)]
public sealed class ListLengthAttribute(int minimum, int maximum) : Attribute
{
    /// <summary>Least number of items.</summary>
    public int Minimum { get; } = minimum;

    /// <summary>Greatest number of items.</summary>
    public int Maximum { get; } = maximum;
}

namespace Orbit.Api.Schema;

/// <summary>Makes a list a set: no value may stand in it twice.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class ListSetAttribute : Attribute;

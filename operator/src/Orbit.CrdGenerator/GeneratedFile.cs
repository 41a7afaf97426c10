namespace Orbit.CrdGenerator;

/// <summary>A file that the generator makes.</summary>
/// <param name="Name">Name without a folder.</param>
/// <param name="Content">Text with LF line ends.</param>
internal sealed record GeneratedFile(string Name, string Content);

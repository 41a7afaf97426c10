namespace Orbit.Cli.Output;

/// <summary>How results are written.</summary>
internal enum OutputFormat
{
    /// <summary>For people.</summary>
    Table,

    /// <summary>RFC 4180 with a header.</summary>
    Csv,

    /// <summary>One array of objects.</summary>
    Json,
}

using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using Orbit.Cli.Windows;

namespace Orbit.Cli.Output;

/// <summary>Windows as a JSON array, one object a line, row by row as they are found.</summary>
internal static partial class WindowJson
{
    // Station names are read by people too; the text is no part of a web page.
    private static readonly Context Json = new(new JsonSerializerOptions { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping });

    /// <summary>Writes the array.</summary>
    /// <returns>How many rows were written.</returns>
    public static int Write(IEnumerable<WindowRow> rows, TextWriter writer)
    {
        var count = 0;
        writer.Write('[');
        foreach (var row in rows)
        {
            writer.Write(count++ == 0 ? "\n  " : ",\n  ");
            writer.Write(JsonSerializer.Serialize(
                new Item(
                    row.Satellite.CatalogNumber,
                    row.Station,
                    row.MaskDegrees,
                    Instant.Milliseconds(row.Pass.Window.Start),
                    Instant.Milliseconds(row.Pass.Window.End),
                    Instant.Milliseconds(row.Pass.Culmination),
                    Math.Round(row.Pass.MaxElevationDegrees, 6)),
                Json.Item));
        }

        writer.Write(count == 0 ? "]\n" : "\n]\n");
        return count;
    }

    private sealed record Item(
        [property: JsonPropertyName("norad")] int Norad,
        [property: JsonPropertyName("station")] string Station,
        [property: JsonPropertyName("mask_deg")] double MaskDegrees,
        [property: JsonPropertyName("aos")] string Aos,
        [property: JsonPropertyName("los")] string Los,
        [property: JsonPropertyName("culmination")] string Culmination,
        [property: JsonPropertyName("max_elevation_deg")] double MaxElevationDegrees);

    [JsonSerializable(typeof(Item))]
    private sealed partial class Context : JsonSerializerContext;
}

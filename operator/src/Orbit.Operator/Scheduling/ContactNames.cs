using System.Globalization;
using Orbit.Api.V1Alpha1.GroundLinks;

namespace Orbit.Operator.Scheduling;

/// <summary>The names that make every step recognisable when it is repeated.</summary>
internal static class ContactNames
{
    /// <summary>The attempt's id: unique for ever, since a uid is.</summary>
    public static string Attempt(string jobUid, int attempt) => string.Create(CultureInfo.InvariantCulture, $"{jobUid}-{attempt}");

    /// <summary>The name of one of the attempt's contacts; its start tells a downlink from the one that replaces it.</summary>
    public static string Contact(string attemptId, BookedContactPurpose purpose, DateTimeOffset start)
    {
        var direction = purpose switch
        {
            BookedContactPurpose.Uplink => "up",
            BookedContactPurpose.Downlink => "down",
            _ => "pass",
        };
        return string.Create(CultureInfo.InvariantCulture, $"{attemptId}-{direction}-{start.UtcDateTime:yyyyMMdd't'HHmmss}");
    }
}

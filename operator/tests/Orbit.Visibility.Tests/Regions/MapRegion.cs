using Orbit.Visibility.Regions;

namespace Orbit.Visibility.Tests.Regions;

/// <summary>The textbook's way to tell whether a point of a flat map lies in a polygon: how many edges are east of it.</summary>
internal static class MapRegion
{
    public static bool Contains(IReadOnlyList<GroundPoint> corners, double latitude, double longitude)
    {
        var inside = false;
        for (var k = 0; k < corners.Count; k++)
        {
            var (a, b) = (corners[k], corners[(k + 1) % corners.Count]);
            if (a.LatitudeDegrees > latitude != b.LatitudeDegrees > latitude)
            {
                var share = (latitude - a.LatitudeDegrees) / (b.LatitudeDegrees - a.LatitudeDegrees);
                inside ^= longitude < a.LongitudeDegrees + (share * (b.LongitudeDegrees - a.LongitudeDegrees));
            }
        }

        return inside;
    }
}

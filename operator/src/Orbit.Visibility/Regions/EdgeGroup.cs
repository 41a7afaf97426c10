using Orbit.Astrodynamics.Frames;

namespace Orbit.Visibility.Regions;

/// <summary>Some neighbouring arcs of a region's bounds, and a ball of space that holds them.</summary>
/// <param name="First">Index of the first arc.</param>
/// <param name="Count">How many arcs.</param>
/// <param name="Centre">Centre of the ball, in radii of the unit sphere.</param>
/// <param name="Radius">Radius of the ball.</param>
internal readonly record struct EdgeGroup(int First, int Count, Vector3 Centre, double Radius)
{
    // As many looks at a group as at the arcs of one, for the few hundred arcs of a usual region.
    private const int Size = 16;

    /// <summary>The groups of a ring of corners.</summary>
    public static EdgeGroup[] Of(Vector3[] corners)
    {
        var groups = new List<EdgeGroup>();
        for (var first = 0; first < corners.Length; first += Size)
        {
            var count = Math.Min(Size, corners.Length - first);
            var ends = Enumerable.Range(first, count + 1).Select(k => corners[k % corners.Length]).ToList();
            var centre = 1.0 / ends.Count * ends.Aggregate((a, b) => a + b);

            // A point of an arc is no farther from its nearer end than half the arc's chord, and what it bulges: less than
            // the quarter circle over the chord's half, which is 1.42 times that.
            var radius = ends.Max(end => (end - centre).Length)
                + (1.42 * ends.Zip(ends.Skip(1)).Max(pair => (pair.First - pair.Second).Length / 2));
            groups.Add(new EdgeGroup(first, count, centre, radius));
        }

        return [.. groups];
    }

    /// <summary>A straight distance from a direction on the unit sphere below which none of the arcs is.</summary>
    public double Distance(Vector3 direction) => Math.Max(0, (direction - Centre).Length - Radius);
}

namespace Orbit.Visibility.Searching;

/// <summary>A satellite's ECEF position on eight segments of its grid at once; see <see cref="AxisModel"/>.</summary>
internal struct SegmentModel
{
    public AxisModel X;
    public AxisModel Y;
    public AxisModel Z;

    /// <summary>Fits the model to eight segments, by their index from the first node.</summary>
    public void Fit(OrbitNodes nodes, ReadOnlySpan<int> segments)
    {
        // The ten nodes around segment n are those from n - 4 to n + 5, and the arrays begin with node -4.
        X.Fit(nodes.X, segments);
        Y.Fit(nodes.Y, segments);
        Z.Fit(nodes.Z, segments);
    }
}

using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using Orbit.Visibility.Searching;

namespace Orbit.Visibility.Contacts;

/// <summary>How a satellite stands over one site at consecutive nodes of its grid; a buffer to be used again.</summary>
internal sealed class ElevationRun
{
    private const int Capacity = (OrbitNodes.MostBlocks * OrbitNodes.BlockLength) + 1 + 16;

    private readonly double[] _margins = new double[Capacity];
    private readonly double[] _rates = new double[Capacity];
    private readonly double[] _ranges = new double[Capacity];
    private readonly double[] _rises = new double[Capacity];

    /// <summary>The margin f = z - ρ sin m at each node, km.</summary>
    public ReadOnlySpan<double> Margins => _margins;

    /// <summary>The rate of <see cref="Margins"/>, km/s.</summary>
    public ReadOnlySpan<double> Rates => _rates;

    /// <summary>The range, km.</summary>
    public ReadOnlySpan<double> Ranges => _ranges;

    /// <summary>What has the sign of the elevation's rate, as <see cref="ElevationModel.Rise"/>.</summary>
    public ReadOnlySpan<double> Rises => _rises;

    /// <summary>Fills the buffer with the nodes from <paramref name="first"/> to <paramref name="last"/>.</summary>
    public void Fill(OrbitNodes nodes, in SitePlane site, int first, int last)
    {
        var upX = Vector512.Create(site.Up.X);
        var upY = Vector512.Create(site.Up.Y);
        var upZ = Vector512.Create(site.Up.Z);
        var originX = Vector512.Create(site.Origin.X);
        var originY = Vector512.Create(site.Origin.Y);
        var originZ = Vector512.Create(site.Origin.Z);
        var sinMask = Vector512.Create(site.SinMask);
        ref var xs = ref MemoryMarshal.GetArrayDataReference(nodes.X);
        ref var ys = ref MemoryMarshal.GetArrayDataReference(nodes.Y);
        ref var zs = ref MemoryMarshal.GetArrayDataReference(nodes.Z);
        ref var vxs = ref MemoryMarshal.GetArrayDataReference(nodes.VX);
        ref var vys = ref MemoryMarshal.GetArrayDataReference(nodes.VY);
        ref var vzs = ref MemoryMarshal.GetArrayDataReference(nodes.VZ);
        ref var margins = ref MemoryMarshal.GetArrayDataReference(_margins);
        ref var rates = ref MemoryMarshal.GetArrayDataReference(_rates);
        ref var ranges = ref MemoryMarshal.GetArrayDataReference(_ranges);
        ref var rises = ref MemoryMarshal.GetArrayDataReference(_rises);
        for (var n = first; n <= last; n += Vector512<double>.Count)
        {
            var from = (nuint)(n + OrbitNodes.Lead);
            var x = Vector512.LoadUnsafe(ref xs, from) - originX;
            var y = Vector512.LoadUnsafe(ref ys, from) - originY;
            var z = Vector512.LoadUnsafe(ref zs, from) - originZ;
            var vx = Vector512.LoadUnsafe(ref vxs, from);
            var vy = Vector512.LoadUnsafe(ref vys, from);
            var vz = Vector512.LoadUnsafe(ref vzs, from);
            var up = (x * upX) + (y * upY) + (z * upZ);
            var upRate = (vx * upX) + (vy * upY) + (vz * upZ);
            var square = (x * x) + (y * y) + (z * z);
            var product = (x * vx) + (y * vy) + (z * vz);
            var range = Vector512.Sqrt(square);
            var to = (nuint)(n - first);
            (up - (sinMask * range)).StoreUnsafe(ref margins, to);
            (upRate - (sinMask * product / range)).StoreUnsafe(ref rates, to);
            range.StoreUnsafe(ref ranges, to);
            ((upRate * square) - (up * product)).StoreUnsafe(ref rises, to);
        }
    }

    /// <summary>What the margin does on the eight segments from one on, given as its distance from the first node.</summary>
    public MarginCourses Judge(OrbitNodes nodes, in SitePlane site, int first, int offset)
    {
        var bounds = new MarginBounds(
            site, MotionBounds.Of(nodes, first + offset), At(_ranges, offset), At(_ranges, offset + 1), nodes.StepSeconds);
        var (above, below, crosses) = bounds.Between(
            At(_margins, offset), At(_rates, offset), At(_margins, offset + 1), At(_rates, offset + 1));
        var rises = Vector512.GreaterThanOrEqual(At(_rises, offset), Vector512<double>.Zero);
        var sinks = Vector512.LessThan(At(_rises, offset + 1), Vector512<double>.Zero);
        return new MarginCourses(
            (uint)(above | below).ExtractMostSignificantBits(),
            (uint)crosses.ExtractMostSignificantBits(),
            (uint)Vector512.AndNot(rises & sinks, below).ExtractMostSignificantBits());
    }

    private static Vector512<double> At(double[] values, int offset) =>
        Vector512.LoadUnsafe(ref MemoryMarshal.GetArrayDataReference(values), (nuint)offset);
}

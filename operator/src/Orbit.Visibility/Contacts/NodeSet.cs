using System.Numerics;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using Orbit.Visibility.Searching;

namespace Orbit.Visibility.Contacts;

/// <summary>Those nodes of a satellite's grid at which it is high enough over a plane; a buffer to be used again.</summary>
internal sealed class NodeSet
{
    private const int WordLength = 64;

    private readonly ulong[] _words = new ulong[(OrbitNodes.MostBlocks * OrbitNodes.BlockLength / WordLength) + 2];
    private int _last;

    /// <summary>Fills the set with the nodes of a range at which the satellite's height along a direction is at least a given one, km.</summary>
    /// <returns>Whether there is any.</returns>
    public bool Fill(OrbitNodes nodes, in SitePlane site, double height, int first, int last)
    {
        _last = last;
        var x = Vector512.Create((float)site.Up.X);
        var y = Vector512.Create((float)site.Up.Y);
        var z = Vector512.Create((float)site.Up.Z);
        var least = Vector512.Create((float)height);
        ref var xs = ref MemoryMarshal.GetArrayDataReference(nodes.RoughX);
        ref var ys = ref MemoryMarshal.GetArrayDataReference(nodes.RoughY);
        ref var zs = ref MemoryMarshal.GetArrayDataReference(nodes.RoughZ);
        var any = 0UL;
        for (var word = first / WordLength; word <= last / WordLength; word++)
        {
            var bits = 0UL;
            var end = Math.Min(WordLength, last + 1 - (word * WordLength));
            for (var k = 0; k < end; k += Vector512<float>.Count)
            {
                var n = (nuint)((word * WordLength) + k);
                var heights = Vector512.FusedMultiplyAdd(
                    Vector512.LoadUnsafe(ref xs, n),
                    x,
                    Vector512.FusedMultiplyAdd(Vector512.LoadUnsafe(ref ys, n), y, Vector512.LoadUnsafe(ref zs, n) * z));
                bits |= Vector512.GreaterThanOrEqual(heights, least).ExtractMostSignificantBits() << k;
            }

            _words[word] = bits;
            any |= bits;
        }

        if (any == 0)
        {
            return false;
        }

        _words[first / WordLength] &= ulong.MaxValue << (first % WordLength);
        _words[last / WordLength] &= ulong.MaxValue >> (WordLength - 1 - (last % WordLength));
        return true;
    }

    /// <summary>The first node of the set from <paramref name="node"/> on; beyond the range if there is none.</summary>
    public int NextIn(int node) => Next(node, 0);

    /// <summary>The first node not of the set from <paramref name="node"/> on; beyond the range if there is none.</summary>
    public int NextOut(int node) => Next(node, ulong.MaxValue);

    private int Next(int node, ulong flip)
    {
        if (node > _last)
        {
            return _last + 1;
        }

        var word = node / WordLength;
        var bits = (_words[word] ^ flip) & (ulong.MaxValue << (node % WordLength));
        while (bits == 0)
        {
            if (++word > _last / WordLength)
            {
                return _last + 1;
            }

            bits = _words[word] ^ flip;
        }

        return Math.Min(_last + 1, (word * WordLength) + BitOperations.TrailingZeroCount(bits));
    }
}

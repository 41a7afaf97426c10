using System.Runtime.InteropServices;

namespace Orbit.Astrodynamics.Sgp4.Batch;

/// <summary>Where a kernel writes: the first elements of six arrays. Kernels check no bounds.</summary>
internal ref struct StateTarget
{
    /// <summary>Position, km.</summary>
    public ref double X, Y, Z;

    /// <summary>Velocity, km/s.</summary>
    public ref double VX, VY, VZ;

    /// <summary>The target that starts with the first of <paramref name="states"/>.</summary>
    public StateTarget(StateSpans states)
    {
        X = ref MemoryMarshal.GetReference(states.X);
        Y = ref MemoryMarshal.GetReference(states.Y);
        Z = ref MemoryMarshal.GetReference(states.Z);
        VX = ref MemoryMarshal.GetReference(states.VX);
        VY = ref MemoryMarshal.GetReference(states.VY);
        VZ = ref MemoryMarshal.GetReference(states.VZ);
    }
}

namespace Orbit.Visibility.Contacts;

/// <summary>What the margin over a mask is proven to do between two instants.</summary>
internal enum MarginCourse
{
    /// <summary>Nothing is proven: a shorter time has to be looked at.</summary>
    Unknown,

    /// <summary>It stays below zero.</summary>
    Below,

    /// <summary>It stays at zero or more.</summary>
    Above,

    /// <summary>It crosses zero once, upwards, and grows all the time.</summary>
    Rises,

    /// <summary>It crosses zero once, downwards, and shrinks all the time.</summary>
    Falls,
}

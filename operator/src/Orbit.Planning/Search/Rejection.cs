namespace Orbit.Planning.Search;

/// <summary>Why a satellite can't serve a request.</summary>
/// <param name="Stop">What stopped it.</param>
/// <param name="Detail">What the wording needs besides: the cause, the model, the duration.</param>
internal readonly record struct Rejection(Stop Stop, string Detail = "");

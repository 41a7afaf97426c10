namespace Orbit.Planning.Search;

/// <summary>Why a satellite can't serve a request.</summary>
/// <param name="Reason">Why.</param>
/// <param name="Detail">What the wording needs besides: the cause, the model, the duration.</param>
internal readonly record struct Rejection(RejectionReason Reason, string Detail = "");

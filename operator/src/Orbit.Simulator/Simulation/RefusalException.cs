using Orbit.Gateway.Contract;

namespace Orbit.Simulator.Simulation;

/// <summary>The simulator refuses a request, with an HTTP status and a sentence that says why.</summary>
internal sealed class RefusalException : Exception
{
    private RefusalException(int status, string detail)
        : base(detail)
    {
        Status = status;
    }

    /// <summary>The HTTP status.</summary>
    public int Status { get; }

    /// <summary>The kind of refusal.</summary>
    public string Type { get; private init; } = GatewayProblemTypes.Blank;

    /// <summary>When the station sees the satellite; null when that is not what it is about.</summary>
    public IReadOnlyList<VisibleInterval>? Visible { get; private init; }

    /// <summary>The body can't be read.</summary>
    public static RefusalException Unreadable(string detail) => new(StatusCodes.Status400BadRequest, detail);

    /// <summary>What the request names is unknown.</summary>
    public static RefusalException Unknown(string detail) => new(StatusCodes.Status404NotFound, detail);

    /// <summary>Something else is in the way.</summary>
    public static RefusalException Conflict(string detail) => new(StatusCodes.Status409Conflict, detail);

    /// <summary>Another contact is in the way.</summary>
    public static RefusalException Taken(string detail) => new(StatusCodes.Status409Conflict, detail) { Type = GatewayProblemTypes.Taken };

    /// <summary>The contact starts within the lead time of its station.</summary>
    public static RefusalException TooLateToBook(string detail) => new(StatusCodes.Status422UnprocessableEntity, detail) { Type = GatewayProblemTypes.LeadTime };

    /// <summary>The satellite is not in view; it is in <paramref name="visible"/>.</summary>
    public static RefusalException NotInView(string detail, IReadOnlyList<VisibleInterval> visible) =>
        new(StatusCodes.Status422UnprocessableEntity, detail) { Type = GatewayProblemTypes.NotInView, Visible = visible };

    /// <summary>The body is larger than what is taken.</summary>
    public static RefusalException TooLarge(string detail) => new(StatusCodes.Status413PayloadTooLarge, detail);

    /// <summary>What is asked for can't be.</summary>
    public static RefusalException Impossible(string detail) => new(StatusCodes.Status422UnprocessableEntity, detail);
}

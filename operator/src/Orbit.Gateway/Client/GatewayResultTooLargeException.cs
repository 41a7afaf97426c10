namespace Orbit.Gateway.Client;

/// <summary>A result that has more bytes than its reader takes.</summary>
public sealed class GatewayResultTooLargeException : GatewayResultException
{
    /// <summary>A result of which no more was read.</summary>
    /// <param name="message">How many bytes are taken, naming the gateway.</param>
    public GatewayResultTooLargeException(string message)
        : base(message)
    {
    }
}

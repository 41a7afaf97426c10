namespace Orbit.Gateway.Client;

/// <summary>
/// The gateway gave no answer that counts: no connection, no answer in time, or a status 408, 429 or 5xx. Whether it did
/// what it was asked is unknown; every request of the contract may be repeated.
/// </summary>
public sealed class GatewayUnreachableException : GatewayException
{
    /// <summary>A request without an answer.</summary>
    /// <param name="message">What happened, naming the gateway.</param>
    /// <param name="inner">The cause below.</param>
    public GatewayUnreachableException(string message, Exception? inner = null)
        : base(message, inner)
    {
    }
}

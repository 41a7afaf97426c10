namespace Orbit.Gateway.Client;

/// <summary>
/// What answered does not keep the contract: another service at this address, malformed JSON, or a result that can't be
/// used (<see cref="GatewayResultException"/>).
/// </summary>
public class GatewayProtocolException : GatewayException
{
    /// <summary>An answer that isn't the contract's.</summary>
    /// <param name="message">What is wrong with it, naming the gateway.</param>
    /// <param name="inner">The cause below.</param>
    public GatewayProtocolException(string message, Exception? inner = null)
        : base(message, inner)
    {
    }
}

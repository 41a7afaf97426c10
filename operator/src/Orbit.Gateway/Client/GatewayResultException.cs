namespace Orbit.Gateway.Client;

/// <summary>A result that can't be used: its bytes don't have the hash or the size that was stated.</summary>
public class GatewayResultException : GatewayProtocolException
{
    /// <summary>A result that is not what was stated.</summary>
    /// <param name="message">What is wrong with it, naming the attempt.</param>
    public GatewayResultException(string message)
        : base(message)
    {
    }
}

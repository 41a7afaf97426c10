namespace Orbit.Gateway.Client;

/// <summary>A gateway did not do what it was asked.</summary>
public abstract class GatewayException : Exception
{
    private protected GatewayException(string message, Exception? inner = null)
        : base(message, inner)
    {
    }
}

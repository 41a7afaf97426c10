namespace Orbit.Gateway.Client;

/// <summary>A result on the ground; its bytes have the hash that the gateway stated.</summary>
/// <param name="Content">The bytes.</param>
/// <param name="Sha256">Their SHA-256, 64 lower case hexadecimal digits.</param>
/// <param name="IsText">Whether the gateway says that they are UTF-8 text.</param>
public sealed record GatewayResult(ReadOnlyMemory<byte> Content, string Sha256, bool IsText);

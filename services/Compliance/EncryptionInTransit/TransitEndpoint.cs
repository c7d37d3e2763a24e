namespace Lab.Compliance.EncryptionInTransit;

/// <param name="Host">The name or address that clients use, which the certificate must name.</param>
/// <param name="Port">The TCP port.</param>
internal sealed record TransitEndpoint(string Host, int Port)
{
    public override string ToString() => $"{Host}:{Port}";
}

namespace Lab.Compliance.EncryptionInTransit;

/// <param name="Name">What is sent, in words.</param>
/// <param name="Bytes">What is sent.</param>
/// <param name="Read">Reads the answer.</param>
internal sealed record PlainGreeting(string Name, ReadOnlyMemory<byte> Bytes, Func<ReadOnlyMemory<byte>, PlainAnswer> Read)
{
    /// <summary>Reads an answer in plain text that a server which asks for TLS would never give.</summary>
    public static PlainAnswer Recognized(bool isProtocol, string words) =>
        isProtocol ? new PlainAnswer(true, words) : new PlainAnswer(false, "an answer that is not of the engine's protocol");
}

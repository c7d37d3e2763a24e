namespace Lab.Compliance.EncryptionInTransit;

/// <param name="Accepted">Whether the server goes on without TLS.</param>
/// <param name="Words">What was seen.</param>
internal sealed record PlainAnswer(bool Accepted, string Words);

using Lab.Model.Systems;

namespace Lab.Compliance.EncryptionInTransit;

/// <summary>What is particular to an engine when its encryption in transit is measured.</summary>
internal interface ITransitProbe
{
    /// <summary>Where the system listens.</summary>
    /// <param name="connectionString">The system's connection string.</param>
    /// <exception cref="FormatException">It names no address. The message does not repeat it.</exception>
    TransitEndpoint Locate(string connectionString);

    /// <summary>Asks for TLS on a fresh connection where the protocol has a word for that.</summary>
    /// <returns>Whether the handshake may begin.</returns>
    ValueTask<bool> RequestTlsAsync(Stream stream, EvidenceLog log, CancellationToken cancellationToken);

    /// <summary>What a client would send first on a connection without TLS. It holds no secret.</summary>
    PlainGreeting Greeting { get; }

    /// <summary>Looks at what else the engine tells about its connections.</summary>
    /// <returns>What is wrong, a sentence each; empty where nothing is, or where the engine tells nothing.</returns>
    Task<IReadOnlyList<string>> InspectAsync(DatabaseSystem system, EvidenceLog log, CancellationToken cancellationToken);
}

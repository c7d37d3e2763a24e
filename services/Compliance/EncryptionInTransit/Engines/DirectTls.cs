using Lab.Model.Systems;

namespace Lab.Compliance.EncryptionInTransit.Engines;

/// <summary>An engine whose TLS begins with the first byte, and that tells nothing else about its connections.</summary>
internal abstract class DirectTls : ITransitProbe
{
    public abstract PlainGreeting Greeting { get; }

    public abstract TransitEndpoint Locate(string connectionString);

    public ValueTask<bool> RequestTlsAsync(Stream stream, EvidenceLog log, CancellationToken cancellationToken) => ValueTask.FromResult(true);

    public Task<IReadOnlyList<string>> InspectAsync(DatabaseSystem system, EvidenceLog log, CancellationToken cancellationToken) =>
        Task.FromResult<IReadOnlyList<string>>([]);
}

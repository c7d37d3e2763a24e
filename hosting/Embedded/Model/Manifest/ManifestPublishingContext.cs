using System.Text.Json;

namespace Aspire.Hosting.Publishing;

/// <summary>What is needed to write a resource into the manifest.</summary>
public sealed partial class ManifestPublishingContext
{
    /// <summary>Creates a context.</summary>
    /// <param name="executionContext">The application's execution context.</param>
    /// <param name="manifestPath">The manifest's file.</param>
    /// <param name="writer">What the manifest is written with.</param>
    /// <param name="cancellationToken">Cancelled when writing is to be given up.</param>
    public ManifestPublishingContext(DistributedApplicationExecutionContext executionContext, string manifestPath, Utf8JsonWriter writer, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(executionContext);
        ArgumentException.ThrowIfNullOrEmpty(manifestPath);
        ArgumentNullException.ThrowIfNull(writer);
        ExecutionContext = executionContext;
        ManifestPath = manifestPath;
        Writer = writer;
        CancellationToken = cancellationToken;
    }

    /// <summary>The application's execution context.</summary>
    public DistributedApplicationExecutionContext ExecutionContext { get; }

    /// <summary>The manifest's file.</summary>
    public string ManifestPath { get; }

    /// <summary>What the manifest is written with.</summary>
    public Utf8JsonWriter Writer { get; }

    /// <summary>Cancelled when writing is to be given up.</summary>
    public CancellationToken CancellationToken { get; }
}

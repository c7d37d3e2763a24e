using System.Diagnostics.Metrics;

namespace Lab.Hosting.Clients.Chroma;

/// <summary>Traces and measures requests.</summary>
internal sealed class ChromaTelemetry(IMeterFactory meters, TimeProvider time) : ClientTelemetry(Name, "chroma", meters, time)
{
    /// <summary>The name of the source of activities and of the meter.</summary>
    public const string Name = "Lab.Hosting.Clients.Chroma";

    public Task<T> ObserveAsync<T>(ChromaOperation operation, Uri server, Func<Task<T>> run) =>
        ObserveAsync(operation.Name, server, operation.Namespace, operation.Collection, run);

    protected override string? CodeOf(Exception error) => (error as ChromaException)?.Error;
}

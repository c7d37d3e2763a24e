using System.Diagnostics.Metrics;

namespace Lab.Hosting.Clients.Neo4j;

/// <summary>Traces and measures requests. Neither holds statements, which may have data in them, or values.</summary>
internal sealed class Neo4jTelemetry(IMeterFactory meters, TimeProvider time) : ClientTelemetry(Name, "neo4j", meters, time)
{
    /// <summary>The name of the source of activities and of the meter.</summary>
    public const string Name = "Lab.Hosting.Clients.Neo4j";

    public Task<T> ObserveAsync<T>(Neo4jOperation operation, Uri server, Func<Task<T>> run) =>
        ObserveAsync(operation.Name, server, operation.Namespace, collection: null, run);

    protected override string? TargetOf(string? space, string? collection) => space;

    protected override string? CodeOf(Exception error) => (error as Neo4jException)?.Code;

    // What the server says of an error may repeat the statement, or a value that a constraint forbids.
    protected override string Describe(Exception error) => CodeOf(error) ?? base.Describe(error);
}

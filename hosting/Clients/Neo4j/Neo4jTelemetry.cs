using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace Lab.Hosting.Clients.Neo4j;

/// <summary>Traces and measures operations as OpenTelemetry's conventions for database clients name them. Neither holds statements, which may have data in them, or values.</summary>
internal sealed class Neo4jTelemetry : IDisposable
{
    /// <summary>The name of the source of activities and of the meter.</summary>
    public const string Name = "Lab.Hosting.Clients.Neo4j";

    private static readonly double[] Seconds = [0.001, 0.005, 0.01, 0.05, 0.1, 0.5, 1, 5, 10];

    private readonly ActivitySource source = new(Name);
    private readonly Histogram<double> duration;
    private readonly TimeProvider time;

    public Neo4jTelemetry(IMeterFactory meters, TimeProvider time)
    {
        this.time = time;
        duration = meters.Create(Name).CreateHistogram(
            "db.client.operation.duration", "s", "Duration of database client operations.", tags: null, new InstrumentAdvice<double> { HistogramBucketBoundaries = Seconds });
    }

    public async Task<T> ObserveAsync<T>(Neo4jOperation operation, Uri server, Func<Task<T>> run)
    {
        var tags = new TagList
        {
            { "db.system.name", "neo4j" },
            { "db.operation.name", operation.Name },
            { "server.address", server.Host },
            { "server.port", server.Port },
        };
        if (operation.Namespace is not null)
        {
            tags.Add("db.namespace", operation.Namespace);
        }

        using var activity = source.StartActivity(ActivityKind.Client, tags: tags, name: operation.Namespace is null ? operation.Name : $"{operation.Name} {operation.Namespace}");
        var start = time.GetTimestamp();
        try
        {
            return await run().ConfigureAwait(false);
        }
        catch (Exception error)
        {
            var type = (error as Neo4jException)?.Code ?? error.GetType().Name;
            tags.Add("error.type", type);
            activity?.SetTag("error.type", type);

            // What the server says of an error may repeat the statement, or a value that a constraint forbids.
            activity?.SetStatus(ActivityStatusCode.Error, error is Neo4jException { Code: { } code } ? code : error.Message);
            throw;
        }
        finally
        {
            duration.Record(time.GetElapsedTime(start).TotalSeconds, tags);
        }
    }

    public void Dispose() => source.Dispose();
}

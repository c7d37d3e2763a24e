using System.Diagnostics;
using System.Diagnostics.Metrics;
using System.Globalization;

namespace Lab.Hosting.Clients.Milvus;

/// <summary>Traces and measures calls as OpenTelemetry's conventions for database clients name them. Neither holds data.</summary>
internal sealed class MilvusTelemetry : IDisposable
{
    /// <summary>The name of the source of activities and of the meter.</summary>
    public const string Name = "Lab.Hosting.Clients.Milvus";

    private static readonly double[] Seconds = [0.001, 0.005, 0.01, 0.05, 0.1, 0.5, 1, 5, 10];

    private readonly ActivitySource source = new(Name);
    private readonly Histogram<double> duration;
    private readonly TimeProvider time;

    public MilvusTelemetry(IMeterFactory meters, TimeProvider time)
    {
        this.time = time;
        duration = meters.Create(Name).CreateHistogram(
            "db.client.operation.duration", "s", "Duration of database client operations.", tags: null, new InstrumentAdvice<double> { HistogramBucketBoundaries = Seconds });
    }

    public async Task<T> ObserveAsync<T>(string operation, string? collection, MilvusAddress address, Func<Task<T>> run)
    {
        var tags = new TagList
        {
            { "db.system.name", "milvus" },
            { "db.operation.name", operation },
            { "db.namespace", address.Database ?? "default" },
            { "server.address", address.Endpoint.Host },
            { "server.port", address.Endpoint.Port },
        };
        if (collection is not null)
        {
            tags.Add("db.collection.name", collection);
        }

        using var activity = source.StartActivity(ActivityKind.Client, tags: tags, name: collection is null ? operation : $"{operation} {collection}");
        var start = time.GetTimestamp();
        try
        {
            return await run().ConfigureAwait(false);
        }
        catch (Exception error)
        {
            var type = error is MilvusException { Code: > 0 } refused ? refused.Code.ToString(CultureInfo.InvariantCulture) : error.GetType().Name;
            tags.Add("error.type", type);
            activity?.SetTag("error.type", type);
            activity?.SetStatus(ActivityStatusCode.Error, error.Message);
            throw;
        }
        finally
        {
            duration.Record(time.GetElapsedTime(start).TotalSeconds, tags);
        }
    }

    public void Dispose() => source.Dispose();
}

using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace Lab.Hosting.Clients;

/// <summary>Traces and measures operations as OpenTelemetry's conventions for database clients name them. Neither holds data.</summary>
internal abstract class ClientTelemetry : IDisposable
{
    private static readonly double[] Seconds = [0.001, 0.005, 0.01, 0.05, 0.1, 0.5, 1, 5, 10];

    private readonly string system;
    private readonly ActivitySource source;
    private readonly Histogram<double> duration;
    private readonly TimeProvider time;

    /// <param name="name">The name of the source of activities and of the meter.</param>
    /// <param name="system">The database system, as the conventions name it.</param>
    /// <param name="meters">Makes the meter.</param>
    /// <param name="time">Tells how long an operation took.</param>
    protected ClientTelemetry(string name, string system, IMeterFactory meters, TimeProvider time)
    {
        this.system = system;
        this.time = time;
        source = new ActivitySource(name);
        duration = meters.Create(name).CreateHistogram(
            "db.client.operation.duration", "s", "Duration of database client operations.", tags: null, new InstrumentAdvice<double> { HistogramBucketBoundaries = Seconds });
    }

    public void Dispose() => source.Dispose();

    /// <param name="operation">What is done.</param>
    /// <param name="server">Where.</param>
    /// <param name="space">The database; <see langword="null"/> for none.</param>
    /// <param name="collection">The collection in it; <see langword="null"/> for none.</param>
    /// <param name="run">Does it.</param>
    protected async Task<T> ObserveAsync<T>(string operation, Uri server, string? space, string? collection, Func<Task<T>> run)
    {
        var tags = new TagList
        {
            { "db.system.name", system },
            { "db.operation.name", operation },
            { "server.address", server.Host },
            { "server.port", server.Port },
        };
        if (space is not null)
        {
            tags.Add("db.namespace", space);
        }

        if (collection is not null)
        {
            tags.Add("db.collection.name", collection);
        }

        var target = TargetOf(space, collection);
        using var activity = source.StartActivity(ActivityKind.Client, tags: tags, name: target is null ? operation : $"{operation} {target}");
        var start = time.GetTimestamp();
        try
        {
            return await run().ConfigureAwait(false);
        }
        catch (Exception error)
        {
            var type = CodeOf(error) ?? error.GetType().Name;
            tags.Add("error.type", type);
            activity?.SetTag("error.type", type);
            activity?.SetStatus(ActivityStatusCode.Error, Describe(error));
            throw;
        }
        finally
        {
            duration.Record(time.GetElapsedTime(start).TotalSeconds, tags);
        }
    }

    /// <summary>What an activity's name says behind the operation.</summary>
    protected virtual string? TargetOf(string? space, string? collection) => collection;

    /// <summary>The server's code of an error; <see langword="null"/> where it gave none.</summary>
    protected abstract string? CodeOf(Exception error);

    /// <summary>What a trace says of an error.</summary>
    protected virtual string Describe(Exception error) => error.Message;
}

using Lab.Engines.MongoDB.Query.Aggregation;
using Lab.Engines.MongoDB.Query.Filters;
using MongoDB.Bson;

namespace Lab.Engines.MongoDB.Tests.Query;

/// <summary>Collections in memory, for pipelines that read or write others.</summary>
internal sealed class MemorySource : IPipelineSource
{
    private readonly Dictionary<string, List<BsonDocument>> _collections = new(StringComparer.Ordinal);

    public List<BsonDocument> this[string collection]
    {
        get => _collections.TryGetValue(collection, out var documents) ? documents : _collections[collection] = [];
        set => _collections[collection] = value;
    }

    /// <summary>Runs a pipeline to its end.</summary>
    public static List<BsonDocument> Drain(Pipeline pipeline, IAsyncEnumerable<BsonDocument> input, IPipelineSource source) =>
        pipeline.Run(input, source, DateTime.UnixEpoch, CancellationToken.None).ToListAsync().AsTask().GetAwaiter().GetResult();

    public IAsyncEnumerable<BsonDocument> Documents(string collection) => this[collection].ToList().ToAsyncEnumerable();

    public IAsyncEnumerable<BsonDocument> ReadAsync(PipelineNamespace collection, Filter filter, CancellationToken cancellationToken) =>
        this[collection.Collection].Where(filter.Matches).ToList().ToAsyncEnumerable();

    public async Task ReplaceAsync(PipelineNamespace collection, IAsyncEnumerable<BsonDocument> documents, CancellationToken cancellationToken) =>
        this[collection.Collection] = await documents.ToListAsync(cancellationToken);

    public Task RequireUniqueAsync(PipelineNamespace collection, IReadOnlyList<string> fields, CancellationToken cancellationToken) => Task.CompletedTask;

    public Task MergeAsync(PipelineNamespace collection, Filter on, Func<BsonDocument?, BsonDocument?> decide, CancellationToken cancellationToken)
    {
        var documents = this[collection.Collection];
        var place = documents.FindIndex(d => on.Matches(d));
        if (decide(place < 0 ? null : documents[place]) is { } written)
        {
            if (place < 0)
            {
                documents.Add(written);
            }
            else
            {
                documents[place] = written;
            }
        }

        return Task.CompletedTask;
    }
}

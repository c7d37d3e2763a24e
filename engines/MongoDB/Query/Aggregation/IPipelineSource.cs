using Lab.Engines.MongoDB.Query.Filters;
using MongoDB.Bson;

namespace Lab.Engines.MongoDB.Query.Aggregation;

/// <summary>The other collections of a pipeline: those it reads ($lookup, $unionWith) and the one it writes ($out, $merge).</summary>
internal interface IPipelineSource
{
    /// <summary>All documents of a collection that match the filter; none when there is no such collection.</summary>
    IAsyncEnumerable<BsonDocument> ReadAsync(PipelineNamespace collection, Filter filter, CancellationToken cancellationToken);

    /// <summary>$out: the documents become the whole collection, at once and only when all are there; its indexes stay.</summary>
    Task ReplaceAsync(PipelineNamespace collection, IAsyncEnumerable<BsonDocument> documents, CancellationToken cancellationToken);

    /// <summary>$merge: fails (51183) unless the collection has a unique index over exactly these fields; <c>_id</c> always has.</summary>
    Task RequireUniqueAsync(PipelineNamespace collection, IReadOnlyList<string> fields, CancellationToken cancellationToken);

    /// <summary>
    /// $merge: in one step, finds the document that matches <paramref name="on"/> (or null) and writes what <paramref name="decide"/> makes of it;
    /// null from it writes nothing.
    /// </summary>
    Task MergeAsync(PipelineNamespace collection, Filter on, Func<BsonDocument?, BsonDocument?> decide, CancellationToken cancellationToken);
}

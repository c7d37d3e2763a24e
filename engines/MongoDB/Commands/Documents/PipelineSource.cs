using Lab.Engines.MongoDB.Errors;
using Lab.Engines.MongoDB.Planning;
using Lab.Engines.MongoDB.Query.Aggregation;
using Lab.Engines.MongoDB.Query.Filters;
using Lab.Engines.MongoDB.Query.Values;
using Lab.Engines.MongoDB.Security;
using Lab.Engines.MongoDB.Storage;
using Lab.Engines.MongoDB.Storage.Catalog;
using MongoDB.Bson;

namespace Lab.Engines.MongoDB.Commands.Documents;

/// <summary>The other collections of a pipeline.</summary>
internal sealed class PipelineSource(CommandContext context) : IPipelineSource
{
    private const int WriteChunk = 1_000;
    private const long WriteChunkBytes = 16 << 20;

    public IAsyncEnumerable<BsonDocument> ReadAsync(PipelineNamespace collection, Filter filter, CancellationToken cancellationToken)
    {
        var name = NameOf(collection);
        Authorization.Require(context.Connection.User!, Privilege.Read, name.Database, "aggregate");
        return context.View.Catalog.Find(name) is { } info
            ? new DocumentQuery(context.View, Planner.Choose(info, filter, []), filter).RunAsync(cancellationToken)
            : AsyncEnumerable.Empty<BsonDocument>();
    }

    public async Task ReplaceAsync(PipelineNamespace collection, IAsyncEnumerable<BsonDocument> documents, CancellationToken cancellationToken)
    {
        var name = NameOf(collection);
        Authorization.Require(context.Connection.User!, Privilege.Write, name.Database, "aggregate");
        var store = context.Server.Store;
        var temporary = name with { Collection = "tmp.agg_out." + Guid.NewGuid().ToString("N") };
        await store.WriteAsync(unit => CreateLike(unit, temporary, unit.Find(name)), cancellationToken).ConfigureAwait(false);
        try
        {
            await FillAsync(temporary, documents, cancellationToken).ConfigureAwait(false);
            await store.WriteAsync(
                unit =>
                {
                    var catalog = new CatalogWriter(unit);
                    if (unit.Find(name) is { } target)
                    {
                        catalog.Drop(target);
                    }

                    catalog.Rename(unit.Find(temporary) ?? throw new CommandException(ErrorCode.NamespaceNotFound, $"{temporary} was dropped"), name);
                    return 0;
                },
                cancellationToken).ConfigureAwait(false);
        }
        catch
        {
            await store.WriteAsync(
                unit =>
                {
                    if (unit.Find(temporary) is { } half)
                    {
                        new CatalogWriter(unit).Drop(half);
                    }

                    return 0;
                },
                CancellationToken.None).ConfigureAwait(false);
            throw;
        }
    }

    public Task RequireUniqueAsync(PipelineNamespace collection, IReadOnlyList<string> fields, CancellationToken cancellationToken)
    {
        var name = NameOf(collection);
        Authorization.Require(context.Connection.User!, Privilege.Write, name.Database, "aggregate");
        var isUnique = fields is ["_id"] || (context.View.Catalog.Find(name)?.Indexes.Any(index =>
            index.IsUnique && index.Partial is null && !index.IsSparse && index.Key.Names.Order(StringComparer.Ordinal).SequenceEqual(fields.Order(StringComparer.Ordinal))) ?? false);
        return isUnique
            ? Task.CompletedTask
            : throw CommandException.Location(51183, "Cannot find index to verify that join fields will be unique");
    }

    public Task MergeAsync(PipelineNamespace collection, Filter on, Func<BsonDocument?, BsonDocument?> decide, CancellationToken cancellationToken)
    {
        var name = NameOf(collection);
        return context.Server.Store.WriteAsync(
            unit =>
            {
                foreach (var stored in unit.Find(name) is { } info ? unit.Read(Planner.Choose(info, on, [])) : [])
                {
                    var existing = BsonBytes.Read(stored.Bytes);
                    if (on.Matches(existing))
                    {
                        if (decide(existing) is { } replacement && !BsonEquality.Instance.Equals(replacement, existing))
                        {
                            NewDocument.CheckStored(BsonBytes.Write(replacement));
                            unit.Replace(unit.Find(name)!, stored, existing, replacement);
                        }

                        return 0;
                    }
                }

                if (decide(null) is { } added)
                {
                    var document = NewDocument.Prepare(BsonBytes.Write(added), context.Now);
                    unit.Insert(unit.FindOrCreate(name), document.Bytes, document.Document);
                }

                return 0;
            },
            cancellationToken);
    }

    private static int CreateLike(WriteUnit unit, Namespace name, CollectionInfo? original)
    {
        var catalog = new CatalogWriter(unit);
        var collection = catalog.Create(name, original?.Options ?? []);
        foreach (var index in original?.Indexes.Where(index => !index.IsId) ?? [])
        {
            collection = catalog.CreateIndex(collection, index.Specification);
        }

        return 0;
    }

    private async Task FillAsync(Namespace name, IAsyncEnumerable<BsonDocument> documents, CancellationToken cancellationToken)
    {
        var chunk = new List<NewDocument>();
        var bytes = 0L;
        await foreach (var document in documents.WithCancellation(cancellationToken).ConfigureAwait(false))
        {
            chunk.Add(NewDocument.Prepare(BsonBytes.Write(document), context.Now));
            bytes += chunk[^1].Bytes.Length;
            if (chunk.Count == WriteChunk || bytes > WriteChunkBytes)
            {
                await InsertAsync(name, chunk, cancellationToken).ConfigureAwait(false);
                chunk.Clear();
                bytes = 0;
            }
        }

        await InsertAsync(name, chunk, cancellationToken).ConfigureAwait(false);
    }

    private Task<int> InsertAsync(Namespace name, List<NewDocument> documents, CancellationToken cancellationToken) => context.Server.Store.WriteAsync(
        unit =>
        {
            var collection = unit.Find(name) ?? throw new CommandException(ErrorCode.NamespaceNotFound, $"{name} was dropped");
            foreach (var document in documents)
            {
                unit.Insert(collection, document.Bytes, document.Document);
            }

            return 0;
        },
        cancellationToken);

    private Namespace NameOf(PipelineNamespace collection) => Namespace.Parse(collection.Database ?? context.Database, collection.Collection);
}

using Lab.Engines.MongoDB.Security;
using MongoDB.Bson;

namespace Lab.Engines.MongoDB.Commands.Catalog;

/// <summary>collStats: how large a collection and its indexes are.</summary>
internal sealed class CollStatsCommand : ICommand
{
    public CommandDescription Description { get; } = new("collStats", Privilege.Read) { Aliases = ["collstats"], Fields = ["scale"] };

    public Task<BsonDocument> RunAsync(CommandContext context)
    {
        var name = context.Target;
        var scale = Math.Max(1, context.Arguments.Integer("scale") ?? 1);
        if (context.Server.Store.Catalog.Find(name) is not { } collection)
        {
            return Task.FromResult(new BsonDocument { { "ns", name.ToString() }, { "size", 0 }, { "count", 0 }, { "storageSize", 0 }, { "totalSize", 0 }, { "nindexes", 0 }, { "totalIndexSize", 0 }, { "indexSizes", new BsonDocument() }, { "scaleFactor", scale } });
        }

        return Task.FromResult(context.Server.Store.Readers.Read(connection =>
        {
            var (count, bytes) = CollectionSize.Documents(connection, collection);
            var storage = CollectionSize.Stored(connection, collection);
            var indexes = new BsonDocument(collection.Indexes.Select(index => new BsonElement(index.Name, CollectionSize.Stored(connection, index) / scale)));
            var indexTotal = indexes.Sum(e => e.Value.AsInt64);
            var reply = new BsonDocument { { "ns", name.ToString() }, { "size", bytes / scale }, { "count", count } };
            if (count > 0)
            {
                reply["avgObjSize"] = bytes / count;
            }

            return reply.AddRange(new BsonDocument
            {
                { "storageSize", storage / scale },
                { "capped", false },
                { "nindexes", collection.Indexes.Length },
                { "totalIndexSize", indexTotal },
                { "totalSize", (storage / scale) + indexTotal },
                { "indexSizes", indexes },
                { "scaleFactor", scale },
            });
        }));
    }
}

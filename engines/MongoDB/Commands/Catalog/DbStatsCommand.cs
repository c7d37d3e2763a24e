using Lab.Engines.MongoDB.Security;
using MongoDB.Bson;

namespace Lab.Engines.MongoDB.Commands.Catalog;

/// <summary>dbStats: how large a database is.</summary>
internal sealed class DbStatsCommand : ICommand
{
    public CommandDescription Description { get; } = new("dbStats", Privilege.Read) { Aliases = ["dbstats"], Fields = ["scale", "freeStorage"] };

    public Task<BsonDocument> RunAsync(CommandContext context)
    {
        var scale = Math.Max(1, context.Arguments.Integer("scale") ?? 1);
        var collections = context.Server.Store.Catalog.In(context.Database).ToList();
        return Task.FromResult(context.Server.Store.Readers.Read(connection =>
        {
            var documents = collections.Select(collection => CollectionSize.Documents(connection, collection)).ToList();
            var count = documents.Sum(d => d.Count);
            var bytes = documents.Sum(d => d.Bytes);
            var storage = collections.Sum(collection => CollectionSize.Stored(connection, collection));
            var indexes = collections.Sum(collection => collection.Indexes.Sum(index => CollectionSize.Stored(connection, index)));
            return new BsonDocument
            {
                { "db", context.Database },
                { "collections", collections.Count },
                { "views", 0 },
                { "objects", count },
                { "avgObjSize", count == 0 ? 0.0 : (double)bytes / count },
                { "dataSize", (double)bytes / scale },
                { "storageSize", (double)storage / scale },
                { "indexes", collections.Sum(collection => collection.Indexes.Length) },
                { "indexSize", (double)indexes / scale },
                { "totalSize", (double)(storage + indexes) / scale },
                { "scaleFactor", scale },
            };
        }));
    }
}

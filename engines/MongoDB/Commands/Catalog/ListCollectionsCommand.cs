using Lab.Engines.MongoDB.Cursors;
using Lab.Engines.MongoDB.Query.Filters;
using Lab.Engines.MongoDB.Security;
using Lab.Engines.MongoDB.Storage.Catalog;
using MongoDB.Bson;

namespace Lab.Engines.MongoDB.Commands.Catalog;

/// <summary>listCollections: the collections of a database.</summary>
internal sealed class ListCollectionsCommand : ICommand
{
    public CommandDescription Description { get; } = new("listCollections", Privilege.Read) { Fields = ["filter", "nameOnly", "cursor", "authorizedCollections"] };

    public Task<BsonDocument> RunAsync(CommandContext context)
    {
        var nameOnly = context.Arguments.Boolean("nameOnly");
        var filter = Filter.Parse(context.Arguments.Document("filter") ?? []);
        var entries = context.Server.Store.Catalog.In(context.Database).Select(collection => Describe(collection, nameOnly)).Where(filter.Matches);
        return Task.FromResult(EmptyCursor.Of($"{context.Database}.$cmd.listCollections", new BsonArray(entries)));
    }

    private static BsonDocument Describe(CollectionInfo collection, bool nameOnly)
    {
        var entry = new BsonDocument { { "name", collection.Name.Collection }, { "type", "collection" } };
        return nameOnly ? entry : entry.AddRange(new BsonDocument
        {
            { "options", collection.Options },
            { "info", new BsonDocument { { "readOnly", false }, { "uuid", new BsonBinaryData(collection.Uuid, GuidRepresentation.Standard) } } },
            { "idIndex", collection.IdIndex.Specification },
        });
    }
}

using Lab.Engines.MongoDB.Cursors;
using Lab.Engines.MongoDB.Security;
using MongoDB.Bson;

namespace Lab.Engines.MongoDB.Commands.Catalog;

/// <summary>listIndexes: the indexes of a collection.</summary>
internal sealed class ListIndexesCommand : ICommand
{
    public CommandDescription Description { get; } = new("listIndexes", Privilege.Read) { Fields = ["cursor"] };

    public Task<BsonDocument> RunAsync(CommandContext context)
    {
        var collection = CatalogAccess.Require(context.Server.Store.Catalog, context.Target);
        return Task.FromResult(EmptyCursor.Of(collection.Name.ToString(), new BsonArray(collection.Indexes.Select(index => index.Specification))));
    }
}

using Lab.Engines.MongoDB.Security;
using Lab.Engines.MongoDB.Storage;
using MongoDB.Bson;

namespace Lab.Engines.MongoDB.Commands.Catalog;

/// <summary>dropDatabase: removes all collections of a database.</summary>
internal sealed class DropDatabaseCommand : ICommand
{
    public CommandDescription Description { get; } = new("dropDatabase", Privilege.Write | Privilege.Schema);

    public Task<BsonDocument> RunAsync(CommandContext context) => context.Server.Store.WriteAsync(
        unit =>
        {
            var collections = unit.Catalog.In(context.Database).ToList();
            collections.ForEach(new CatalogWriter(unit).Drop);
            return collections.Count == 0 ? [] : new BsonDocument("dropped", context.Database);
        },
        context.CancellationToken);
}

using Lab.Engines.MongoDB.Security;
using Lab.Engines.MongoDB.Storage;
using MongoDB.Bson;

namespace Lab.Engines.MongoDB.Commands.Catalog;

/// <summary>drop: removes a collection; since MongoDB 7.0 one that does not exist is no error.</summary>
internal sealed class DropCommand : ICommand
{
    public CommandDescription Description { get; } = new("drop", Privilege.Write);

    public Task<BsonDocument> RunAsync(CommandContext context)
    {
        var name = context.Target;
        return context.Server.Store.WriteAsync(
            unit =>
            {
                if (unit.Find(name) is not { } collection)
                {
                    return new BsonDocument();
                }

                new CatalogWriter(unit).Drop(collection);
                return new BsonDocument { { "nIndexesWas", collection.Indexes.Length }, { "ns", name.ToString() } };
            },
            context.CancellationToken);
    }
}

using Lab.Engines.MongoDB.Errors;
using Lab.Engines.MongoDB.Query.Values;
using Lab.Engines.MongoDB.Security;
using Lab.Engines.MongoDB.Storage;
using Lab.Engines.MongoDB.Storage.Catalog;
using MongoDB.Bson;

namespace Lab.Engines.MongoDB.Commands.Catalog;

/// <summary>dropIndexes: removes indexes by name, by key, or all but that on _id.</summary>
internal sealed class DropIndexesCommand : ICommand
{
    public CommandDescription Description { get; } = new("dropIndexes", Privilege.Write) { Aliases = ["deleteIndexes"], Fields = ["index"] };

    public Task<BsonDocument> RunAsync(CommandContext context)
    {
        var name = context.Target;
        var which = context.Arguments.RequiredValue("index");
        return context.Server.Store.WriteAsync(
            unit =>
            {
                var collection = unit.Find(name) ?? throw new CommandException(ErrorCode.NamespaceNotFound, $"ns not found {name}");
                var before = collection.Indexes.Length;
                foreach (var index in Select(collection, which).ToList())
                {
                    collection = index.IsId
                        ? throw new CommandException(ErrorCode.InvalidOptions, "cannot drop _id index")
                        : new CatalogWriter(unit).DropIndex(collection, index);
                }

                return new BsonDocument("nIndexesWas", before);
            },
            context.CancellationToken);
    }

    private static IEnumerable<IndexInfo> Select(CollectionInfo collection, BsonValue which) => which switch
    {
        BsonString { Value: "*" } => collection.Indexes.Where(index => !index.IsId),
        BsonString name => [collection.FindIndex(name.Value) ?? throw new CommandException(ErrorCode.IndexNotFound, $"index not found with name [{name.Value}]")],
        BsonDocument key => [collection.Indexes.FirstOrDefault(index => index.Key.Names.SequenceEqual(key.Names, StringComparer.Ordinal) && BsonEquality.Instance.Equals(index.Key, key)) ?? throw new CommandException(ErrorCode.IndexNotFound, $"can't find index with key: {key.ToJson()}")],
        BsonArray several => several.SelectMany(item => Select(collection, item)),
        _ => throw new CommandException(ErrorCode.TypeMismatch, "BSON field 'dropIndexes.index' must be a name, names, or a key"),
    };
}

using Lab.Engines.MongoDB.Errors;
using Lab.Engines.MongoDB.Query.Values;
using Lab.Engines.MongoDB.Security;
using Lab.Engines.MongoDB.Storage;
using Lab.Engines.MongoDB.Storage.Catalog;
using MongoDB.Bson;

namespace Lab.Engines.MongoDB.Commands.Catalog;

/// <summary>createIndexes: adds indexes, all or none; one that is there already is left as it is.</summary>
internal sealed class CreateIndexesCommand : ICommand
{
    public CommandDescription Description { get; } = new("createIndexes", Privilege.Write) { Fields = ["indexes", "commitQuorum", "ignoreUnknownIndexOptions"] };

    public Task<BsonDocument> RunAsync(CommandContext context)
    {
        var name = context.Target;
        var indexes = context.Documents("indexes").Select(bytes => IndexSpecification.Check(BsonBytes.Read(bytes))).ToList();
        if (indexes.Count == 0)
        {
            throw new CommandException(ErrorCode.BadValue, "Must specify at least one index to create");
        }

        return context.Server.Store.WriteAsync(
            unit =>
            {
                var isNew = unit.Find(name) is null;
                var collection = unit.FindOrCreate(name);
                var before = collection.Indexes.Length;
                var catalog = new CatalogWriter(unit);
                foreach (var specification in indexes.Where(specification => !IsThere(collection, specification)))
                {
                    collection = catalog.CreateIndex(collection, specification);
                }

                var reply = new BsonDocument { { "numIndexesBefore", before }, { "numIndexesAfter", collection.Indexes.Length }, { "createdCollectionAutomatically", isNew } };
                return collection.Indexes.Length == before ? reply.Add("note", "all indexes already exist") : reply;
            },
            context.CancellationToken);
    }

    private static bool IsThere(CollectionInfo collection, BsonDocument specification)
    {
        var name = specification["name"].AsString;
        var same = collection.Indexes.FirstOrDefault(index => SameKey(index, specification) && SamePartial(index, specification));
        if (same is not null)
        {
            if (!BsonEquality.Instance.Equals(Options(same.Specification), Options(specification)))
            {
                throw new CommandException(ErrorCode.IndexKeySpecsConflict, $"An existing index has the same name as the requested index. When index names are not specified, they are auto generated and can cause conflicts. Requested index: {specification.ToJson()}, existing index: {same.Specification.ToJson()}");
            }

            return same.Name == name || same.IsId
                ? true
                : throw new CommandException(ErrorCode.IndexOptionsConflict, $"Index already exists with a different name: {same.Name}");
        }

        return collection.FindIndex(name) is { } other
            ? throw new CommandException(ErrorCode.IndexKeySpecsConflict, $"An existing index has the same name as the requested index. When index names are not specified, they are auto generated and can cause conflicts. Requested index: {specification.ToJson()}, existing index: {other.Specification.ToJson()}")
            : false;
    }

    private static bool SameKey(IndexInfo index, BsonDocument specification) =>
        index.Key.Names.SequenceEqual(specification["key"].AsBsonDocument.Names, StringComparer.Ordinal) && BsonEquality.Instance.Equals(index.Key, specification["key"]);

    private static bool SamePartial(IndexInfo index, BsonDocument specification) =>
        BsonEquality.Instance.Equals(
            index.Specification.GetValue("partialFilterExpression", BsonNull.Value), specification.GetValue("partialFilterExpression", BsonNull.Value));

    private static BsonDocument Options(BsonDocument specification)
    {
        var options = new BsonDocument();
        foreach (var name in (ReadOnlySpan<string>)["unique", "sparse", "expireAfterSeconds"])
        {
            options[name] = specification.GetValue(name, BsonNull.Value);
        }

        return options;
    }
}

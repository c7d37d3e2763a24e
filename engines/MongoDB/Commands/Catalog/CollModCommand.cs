using Lab.Engines.MongoDB.Errors;
using Lab.Engines.MongoDB.Query.Values;
using Lab.Engines.MongoDB.Security;
using Lab.Engines.MongoDB.Storage;
using MongoDB.Bson;

namespace Lab.Engines.MongoDB.Commands.Catalog;

/// <summary>collMod: changes when an index's documents expire, or whether it is hidden; nothing else.</summary>
internal sealed class CollModCommand : ICommand
{
    public CommandDescription Description { get; } = new("collMod", Privilege.Schema)
    {
        Fields = ["index", "validator", "validationLevel", "validationAction", "viewOn", "pipeline", "changeStreamPreAndPostImages", "timeseries", "cappedSize", "cappedMax", "expireAfterSeconds"],
    };

    public Task<BsonDocument> RunAsync(CommandContext context)
    {
        var name = context.Target;
        if (Description.Fields.FirstOrDefault(field => field != "index" && context.Arguments.Has(field)) is { } unsupported)
        {
            throw CommandException.NotSupported($"collMod with {unsupported}");
        }

        if (context.Arguments.Document("index") is not { } change)
        {
            return Task.FromResult(new BsonDocument());
        }

        var arguments = new CommandArguments("collMod.index", change);
        arguments.Only("name", "keyPattern", "expireAfterSeconds", "hidden");
        return context.Server.Store.WriteAsync(unit => Change(unit, CatalogAccess.Require(unit.Catalog, name), arguments), context.CancellationToken);
    }

    private static BsonDocument Change(WriteUnit unit, Storage.Catalog.CollectionInfo collection, CommandArguments arguments)
    {
        var pattern = arguments.Document("keyPattern");
        var index = collection.Indexes.FirstOrDefault(i => pattern is null ? i.Name == arguments.Text("name") : BsonEquality.Instance.Equals(i.Key, pattern))
            ?? throw new CommandException(ErrorCode.IndexNotFound, $"cannot find index {arguments.Source.ToJson()} for ns {collection.Name}");
        var specification = index.Specification.DeepClone().AsBsonDocument;
        var reply = new BsonDocument();
        if (arguments.Integer("expireAfterSeconds") is { } seconds)
        {
            if (specification.TryGetValue("expireAfterSeconds", out var old))
            {
                reply["expireAfterSeconds_old"] = old;
            }

            specification["expireAfterSeconds"] = (int)Math.Clamp(seconds, 0, int.MaxValue);
            reply["expireAfterSeconds_new"] = specification["expireAfterSeconds"];
        }

        if (arguments.Value("hidden") is not null && !index.IsId)
        {
            reply["hidden_old"] = index.IsHidden;
            specification["hidden"] = arguments.Boolean("hidden");
            reply["hidden_new"] = specification["hidden"];
        }

        new CatalogWriter(unit).Change(collection, index, IndexSpecification.Check(specification));
        return reply;
    }
}

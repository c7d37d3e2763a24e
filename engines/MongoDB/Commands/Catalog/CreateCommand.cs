using Lab.Engines.MongoDB.Errors;
using Lab.Engines.MongoDB.Query.Values;
using Lab.Engines.MongoDB.Security;
using Lab.Engines.MongoDB.Storage;
using MongoDB.Bson;

namespace Lab.Engines.MongoDB.Commands.Catalog;

/// <summary>create: makes a plain collection; capped and time series collections, views and validators are refused.</summary>
internal sealed class CreateCommand : ICommand
{
    private static readonly string[] Refused =
        ["capped", "size", "max", "timeseries", "expireAfterSeconds", "clusteredIndex", "changeStreamPreAndPostImages", "validator", "viewOn", "pipeline", "storageEngine", "indexOptionDefaults", "encryptedFields"];

    public CommandDescription Description { get; } = new("create", Privilege.Write)
    {
        Fields = ["collation", "autoIndexId", "idIndex", "validationLevel", "validationAction", "flags", .. Refused],
    };

    public async Task<BsonDocument> RunAsync(CommandContext context)
    {
        var name = context.Target;
        foreach (var option in Refused)
        {
            if (context.Arguments.Value(option) is { } value && !(value is BsonBoolean { Value: false } or BsonDocument { ElementCount: 0 }))
            {
                throw CommandException.NotSupported($"create with {option}");
            }
        }

        if (context.Arguments.Document("idIndex") is { } id && !BsonEquality.Instance.Equals(id.GetValue("key", BsonNull.Value), new BsonDocument("_id", 1)))
        {
            throw CommandException.NotSupported("create with an idIndex other than {_id: 1}");
        }

        await context.Server.Store.WriteAsync(
            unit =>
            {
                new CatalogWriter(unit).Create(name, []);
                return 0;
            },
            context.CancellationToken).ConfigureAwait(false);
        return [];
    }
}

using Lab.Engines.MongoDB.Cursors;
using Lab.Engines.MongoDB.Security;
using MongoDB.Bson;

namespace Lab.Engines.MongoDB.Commands.Documents;

/// <summary>find: documents that match, by a cursor.</summary>
internal sealed class FindCommand : ICommand
{
    private const long DefaultBatch = 101;

    public static IReadOnlyList<string> Fields { get; } =
    [
        "filter", "sort", "projection", "hint", "skip", "limit", "batchSize", "singleBatch", "let", "collation", "allowDiskUse", "noCursorTimeout",
        "tailable", "awaitData", "returnKey", "showRecordId", "allowPartialResults", "oplogReplay", "min", "max",
    ];

    public CommandDescription Description { get; } = new("find", Privilege.Read) { InTransaction = true, Fields = Fields };

    public async Task<BsonDocument> RunAsync(CommandContext context)
    {
        var request = new FindRequest(context.Arguments, context.Now);
        var name = context.Target;
        if (context.View.Catalog.Find(name) is not { } collection)
        {
            return EmptyCursor.Of(name);
        }

        var query = request.On(context.View, collection);
        var cursor = new Cursor(name, query.RunAsync)
        {
            User = context.Connection.User!.FullName,
            Session = context.Session,
            Transaction = context.Transaction,
        };
        return await context.Server.Cursors.FirstAsync(cursor, request.BatchSize ?? DefaultBatch, request.IsSingle, context.CancellationToken).ConfigureAwait(false);
    }
}

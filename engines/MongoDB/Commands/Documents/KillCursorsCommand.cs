using Lab.Engines.MongoDB.Query.Values;
using MongoDB.Bson;

namespace Lab.Engines.MongoDB.Commands.Documents;

/// <summary>killCursors: closes cursors.</summary>
internal sealed class KillCursorsCommand : ICommand
{
    public CommandDescription Description { get; } = new("killCursors") { InTransaction = true, Fields = ["cursors"] };

    public async Task<BsonDocument> RunAsync(CommandContext context)
    {
        var name = context.Target;
        var killed = new BsonArray();
        var missing = new BsonArray();
        foreach (var value in context.Arguments.Array("cursors") ?? [])
        {
            if (BsonNumber.TryToInt64(value, out var id) && context.Server.Cursors.Find(id) is { } cursor
                && cursor.Name == name && cursor.User == context.Connection.User!.FullName)
            {
                cursor.Kill();
                await context.Server.Cursors.CloseAsync(cursor).ConfigureAwait(false);
                killed.Add(value);
            }
            else
            {
                missing.Add(value);
            }
        }

        return new BsonDocument
        {
            { "cursorsKilled", killed },
            { "cursorsNotFound", missing },
            { "cursorsAlive", new BsonArray() },
            { "cursorsUnknown", new BsonArray() },
        };
    }
}

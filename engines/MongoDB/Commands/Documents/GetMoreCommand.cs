using Lab.Engines.MongoDB.Errors;
using Lab.Engines.MongoDB.Security;
using MongoDB.Bson;

namespace Lab.Engines.MongoDB.Commands.Documents;

/// <summary>getMore: reads on.</summary>
internal sealed class GetMoreCommand : ICommand
{
    public CommandDescription Description { get; } = new("getMore", Privilege.None) { InTransaction = true, Fields = ["collection", "batchSize", "maxTimeMS"] };

    public async Task<BsonDocument> RunAsync(CommandContext context)
    {
        var id = context.Arguments.Integer("getMore") ?? throw new CommandException(ErrorCode.TypeMismatch, "BSON field 'getMore.getMore' must be a long");
        var cursor = context.Server.Cursors.Get(id);
        var collection = context.Arguments.RequiredText("collection");
        if (cursor.Name.Database != context.Database || (cursor.Name.Collection != collection && !cursor.Name.Collection.StartsWith("$cmd", StringComparison.Ordinal)))
        {
            throw new CommandException(ErrorCode.Unauthorized, $"Requested getMore on namespace '{context.Database}.{collection}', but cursor belongs to a different namespace {cursor.Name}");
        }

        if (cursor.User != context.Connection.User!.FullName)
        {
            throw new CommandException(ErrorCode.Unauthorized, $"cursor id {id} was not created by the authenticated user");
        }

        if (!ReferenceEquals(cursor.Transaction, context.Transaction))
        {
            throw CommandException.Location(50738, $"Cannot run getMore on cursor {id}: it belongs to another transaction, or to none");
        }

        try
        {
            var (batch, hasMore) = await cursor.ReadAsync(context.Arguments.Count("batchSize") is { } size and > 0 ? size : long.MaxValue, context.CancellationToken).ConfigureAwait(false);
            if (!hasMore)
            {
                await context.Server.Cursors.CloseAsync(cursor).ConfigureAwait(false);
            }

            return new BsonDocument("cursor", new BsonDocument { { "nextBatch", batch }, { "id", hasMore ? id : 0L }, { "ns", cursor.Name.ToString() } });
        }
        catch (CommandException error) when (error.CodeName == "CursorInUse")
        {
            throw;
        }
        catch
        {
            await context.Server.Cursors.CloseAsync(cursor).ConfigureAwait(false);
            throw;
        }
    }
}

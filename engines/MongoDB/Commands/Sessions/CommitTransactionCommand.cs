using Lab.Engines.MongoDB.Errors;
using Lab.Engines.MongoDB.Sessions;
using MongoDB.Bson;

namespace Lab.Engines.MongoDB.Commands.Sessions;

/// <summary>commitTransaction: makes a transaction's changes durable, all at once. Sent again, even after a restart, it is answered the same.</summary>
internal sealed class CommitTransactionCommand : IEndsTransaction
{
    public CommandDescription Description { get; } = new("commitTransaction") { AdminOnly = true, InTransaction = true, Fields = ["recoveryToken"] };

    public async Task<BsonDocument> RunAsync(CommandContext context)
    {
        if (context.Session is not { } session || context.RetryNumber is not { } number || !context.Arguments.Has("autocommit"))
        {
            throw new CommandException(ErrorCode.InvalidOptions, "commitTransaction must be run within a transaction");
        }

        if (session.Committed == number)
        {
            return [];
        }

        if (session.Transaction?.Number != number && context.Server.Store.Readers.Read(connection => new RetryRecord(connection, session.Key).Find(number)) is { } known)
        {
            return known;
        }

        var transaction = SessionRegistry.Continue(session, number);
        await transaction.Turn.WaitAsync(context.CancellationToken).ConfigureAwait(false);
        try
        {
            // From here on the answer must be the outcome: the client's time limit no longer counts.
            await context.Server.Store.WriteAsync(
                unit =>
                {
                    if (!transaction.IsOpen)
                    {
                        throw Transaction.NoSuchTransaction(number);
                    }

                    transaction.Write(unit);
                    new RetryRecord(unit.Connection, session.Key).Save(number, [], context.Server.TimeProvider.GetUtcNow());
                    return 0;
                },
                CancellationToken.None).ConfigureAwait(false);
            session.Committed = number;
        }
        finally
        {
            context.Server.Sessions.Close(transaction);
            transaction.Turn.Release();
        }

        return [];
    }
}

using Lab.Engines.MongoDB.Errors;
using Lab.Engines.MongoDB.Sessions;
using MongoDB.Bson;

namespace Lab.Engines.MongoDB.Commands.Sessions;

/// <summary>abortTransaction: forgets a transaction's changes.</summary>
internal sealed class AbortTransactionCommand : IEndsTransaction
{
    public CommandDescription Description { get; } = new("abortTransaction") { AdminOnly = true, InTransaction = true, Fields = ["recoveryToken"] };

    public async Task<BsonDocument> RunAsync(CommandContext context)
    {
        if (context.Session is not { } session || context.RetryNumber is not { } number || !context.Arguments.Has("autocommit"))
        {
            throw new CommandException(ErrorCode.InvalidOptions, "abortTransaction must be run within a transaction");
        }

        var transaction = SessionRegistry.Continue(session, number);
        await transaction.Turn.WaitAsync(context.CancellationToken).ConfigureAwait(false);
        try
        {
            context.Server.Sessions.Close(transaction);
        }
        finally
        {
            transaction.Turn.Release();
        }

        return [];
    }
}

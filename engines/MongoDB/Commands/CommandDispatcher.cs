using System.Globalization;
using Lab.Engines.MongoDB.Errors;
using Lab.Engines.MongoDB.Server;
using Lab.Engines.MongoDB.Sessions;
using Lab.Engines.MongoDB.Storage.Catalog;
using Lab.Engines.MongoDB.Wire;
using MongoDB.Bson;

namespace Lab.Engines.MongoDB.Commands;

/// <summary>Finds a request's command, checks what all commands have in common, runs it, and makes errors into answers.</summary>
internal sealed class CommandDispatcher(ServerState server)
{
    private readonly CommandSet _commands = new();

    /// <returns>The answer, which is always one: errors are documents, too.</returns>
    public async Task<BsonDocument> RunAsync(ConnectionState connection, WireRequest request, CancellationToken cancellationToken)
    {
        var inTransaction = request.Command.Contains("autocommit");
        try
        {
            var reply = await CheckedAsync(connection, request, cancellationToken).ConfigureAwait(false);
            reply["ok"] = 1.0;
            return reply;
        }
        catch (CommandException error)
        {
            return ErrorReply.Of(error, inTransaction);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            return ErrorReply.Of(new CommandException(ErrorCode.InterruptedAtShutdown, "interrupted at shutdown"), inTransaction);
        }
        catch (OperationCanceledException)
        {
            return ErrorReply.Of(new CommandException(ErrorCode.MaxTimeMSExpired, "operation exceeded time limit"), inTransaction);
        }
        catch (Exception error) when (error is not (OutOfMemoryException or WireException))
        {
            server.Log.Write($"error: {request.Command.GetElement(0).Name} failed: {error.GetType().Name}: {error.Message.ReplaceLineEndings(" ")}");
            return ErrorReply.Of(new CommandException(ErrorCode.InternalError, $"internal error: {error.GetType().Name}"), inTransaction);
        }
    }

    private async Task<BsonDocument> CheckedAsync(ConnectionState connection, WireRequest request, CancellationToken cancellationToken)
    {
        if (request.Command.ElementCount == 0)
        {
            throw new CommandException(ErrorCode.FailedToParse, "A command document is empty");
        }

        var command = _commands.Find(request.Command.GetElement(0).Name);
        var description = command.Description;
        var arguments = new CommandArguments(description.Name, request.Command);
        var database = arguments.RequiredText("$db");
        Namespace.CheckDatabase(database);
        if (description.NeedsAuthentication && connection.User is null)
        {
            throw new CommandException(ErrorCode.Unauthorized, $"Command {description.Name} requires authentication");
        }

        CommonFields.Check(description, arguments, request.Sequences.Keys);
        Authorization.Check(connection.User, description, database);
        server.Counters.Ran(description.Name);

        using var time = Limit(arguments, cancellationToken);
        var context = new CommandContext(server, connection, request, database, time?.Token ?? cancellationToken);
        return await InSessionAsync(command, context, arguments).ConfigureAwait(false);
    }

    private async Task<BsonDocument> InSessionAsync(ICommand command, CommandContext context, CommandArguments arguments)
    {
        if (arguments.Value("lsid") is { } lsid && context.Connection.User is { } user)
        {
            context.Session = server.Sessions.Use(lsid, user.FullName);
        }

        var number = arguments.Integer("txnNumber");
        if (number is not null && context.Session is null)
        {
            throw new CommandException(ErrorCode.InvalidOptions, "Transaction number requires a session ID to also be specified");
        }

        if (!arguments.Has("autocommit"))
        {
            context.RetryNumber = number;
            return arguments.Has("startTransaction")
                ? throw new CommandException(ErrorCode.InvalidOptions, "'startTransaction' requires 'autocommit: false'")
                : await command.RunAsync(context).ConfigureAwait(false);
        }

        if (number is null || arguments.Boolean("autocommit", otherwise: true))
        {
            throw new CommandException(ErrorCode.InvalidOptions, "'autocommit' must be false, and stands only with a transaction number");
        }

        return await InTransactionAsync(command, context, arguments, number.Value).ConfigureAwait(false);
    }

    private async Task<BsonDocument> InTransactionAsync(ICommand command, CommandContext context, CommandArguments arguments, long number)
    {
        if (command is IEndsTransaction)
        {
            context.RetryNumber = number;
            return await command.RunAsync(context).ConfigureAwait(false);
        }

        if (!command.Description.InTransaction)
        {
            throw new CommandException(ErrorCode.OperationNotSupportedInTransaction, $"Cannot run '{command.Description.Name}' in a multi-document transaction.");
        }

        var session = context.Session!;
        var transaction = arguments.Boolean("startTransaction") ? server.Sessions.Begin(session, number) : SessionRegistry.Continue(session, number);
        await transaction.Turn.WaitAsync(context.CancellationToken).ConfigureAwait(false);
        try
        {
            if (!transaction.IsOpen)
            {
                throw Transaction.NoSuchTransaction(number);
            }

            context.Transaction = transaction;
            var reply = await command.RunAsync(context).ConfigureAwait(false);
            if (reply.Contains("writeErrors"))
            {
                server.Sessions.Close(transaction);
            }

            return reply;
        }
        catch
        {
            // As in MongoDB, an error ends the transaction.
            server.Sessions.Close(transaction);
            throw;
        }
        finally
        {
            transaction.Turn.Release();
        }
    }

    private static CancellationTokenSource? Limit(CommandArguments arguments, CancellationToken cancellationToken)
    {
        var milliseconds = arguments.Integer("maxTimeMS") ?? 0;
        if (milliseconds is < 0 or > int.MaxValue)
        {
            throw new CommandException(ErrorCode.BadValue, $"{milliseconds.ToString(CultureInfo.InvariantCulture)} value for maxTimeMS is out of range [0, {int.MaxValue}]");
        }

        if (milliseconds == 0)
        {
            return null;
        }

        var source = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        source.CancelAfter(TimeSpan.FromMilliseconds(milliseconds));
        return source;
    }
}

using Lab.Engines.MongoDB.Errors;
using MongoDB.Bson;

namespace Lab.Engines.MongoDB.Commands.Sessions;

/// <summary>endSessions: ends sessions, and what they have open.</summary>
internal sealed class EndSessionsCommand : ICommand
{
    public CommandDescription Description { get; } = new("endSessions");

    public async Task<BsonDocument> RunAsync(CommandContext context)
    {
        foreach (var id in context.Command.GetElement(0).Value as BsonArray ?? throw new CommandException(ErrorCode.TypeMismatch, "endSessions takes an array of sessions"))
        {
            if (context.Server.Sessions.End(id, context.Connection.User!.FullName) is { } session)
            {
                await context.Server.Cursors.CloseAsync(session).ConfigureAwait(false);
            }
        }

        return [];
    }
}

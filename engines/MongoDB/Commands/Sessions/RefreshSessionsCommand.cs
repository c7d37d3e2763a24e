using Lab.Engines.MongoDB.Errors;
using MongoDB.Bson;

namespace Lab.Engines.MongoDB.Commands.Sessions;

/// <summary>refreshSessions: keeps sessions from ending.</summary>
internal sealed class RefreshSessionsCommand : ICommand
{
    public CommandDescription Description { get; } = new("refreshSessions");

    public Task<BsonDocument> RunAsync(CommandContext context)
    {
        foreach (var id in context.Command.GetElement(0).Value as BsonArray ?? throw new CommandException(ErrorCode.TypeMismatch, "refreshSessions takes an array of sessions"))
        {
            context.Server.Sessions.Use(id, context.Connection.User!.FullName);
        }

        return Task.FromResult(new BsonDocument());
    }
}

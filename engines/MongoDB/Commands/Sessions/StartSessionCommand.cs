using Lab.Engines.MongoDB.Sessions;
using MongoDB.Bson;

namespace Lab.Engines.MongoDB.Commands.Sessions;

/// <summary>startSession: makes a session's identifier.</summary>
internal sealed class StartSessionCommand : ICommand
{
    public CommandDescription Description { get; } = new("startSession");

    public Task<BsonDocument> RunAsync(CommandContext context)
    {
        var id = new BsonDocument("id", new BsonBinaryData(Guid.NewGuid(), GuidRepresentation.Standard));
        context.Server.Sessions.Use(id, context.Connection.User!.FullName);
        return Task.FromResult(new BsonDocument { { "id", id }, { "timeoutMinutes", SessionRegistry.TimeoutMinutes } });
    }
}

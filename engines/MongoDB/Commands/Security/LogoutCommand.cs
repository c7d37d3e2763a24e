using MongoDB.Bson;

namespace Lab.Engines.MongoDB.Commands.Security;

/// <summary>logout: forgets who the client is.</summary>
internal sealed class LogoutCommand : ICommand
{
    public CommandDescription Description { get; } = new("logout") { NeedsAuthentication = false };

    public Task<BsonDocument> RunAsync(CommandContext context)
    {
        context.Connection.User = null;
        context.Connection.Conversation = null;
        return Task.FromResult(new BsonDocument());
    }
}

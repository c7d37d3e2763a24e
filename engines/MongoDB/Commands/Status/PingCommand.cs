using MongoDB.Bson;

namespace Lab.Engines.MongoDB.Commands.Status;

/// <summary>ping: the server answers.</summary>
internal sealed class PingCommand : ICommand
{
    public CommandDescription Description { get; } = new("ping") { NeedsAuthentication = false };

    public Task<BsonDocument> RunAsync(CommandContext context) => Task.FromResult(new BsonDocument());
}

using MongoDB.Bson;

namespace Lab.Engines.MongoDB.Commands.Status;

/// <summary>whatsmyuri: the client's own address.</summary>
internal sealed class WhatsMyUriCommand : ICommand
{
    public CommandDescription Description { get; } = new("whatsmyuri") { NeedsAuthentication = false };

    public Task<BsonDocument> RunAsync(CommandContext context) => Task.FromResult(new BsonDocument("you", context.Connection.Remote));
}

using Lab.Engines.MongoDB.Security;
using MongoDB.Bson;

namespace Lab.Engines.MongoDB.Commands.Status;

/// <summary>currentOp: this command itself, the one operation that is known to run.</summary>
internal sealed class CurrentOpCommand : ICommand
{
    public CommandDescription Description { get; } = new("currentOp", Privilege.Monitor) { AdminOnly = true, Fields = ["$ownOps", "$all"] };

    public Task<BsonDocument> RunAsync(CommandContext context) => Task.FromResult(new BsonDocument("inprog", new BsonArray
    {
        new BsonDocument
        {
            { "type", "op" },
            { "host", $"{context.Connection.Host}:{context.Server.Port}" },
            { "connectionId", context.Connection.Id },
            { "client", context.Connection.Remote },
            { "appName", context.Connection.Application ?? "" },
            { "active", true },
            { "op", "command" },
            { "ns", "admin.$cmd" },
            { "command", new BsonDocument("currentOp", 1) },
        },
    }));
}

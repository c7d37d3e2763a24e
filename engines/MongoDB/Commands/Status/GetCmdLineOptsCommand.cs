using Lab.Engines.MongoDB.Security;
using Lab.Engines.MongoDB.Server;
using MongoDB.Bson;

namespace Lab.Engines.MongoDB.Commands.Status;

/// <summary>getCmdLineOpts: how the server was set up, in MongoDB's terms; no secrets.</summary>
internal sealed class GetCmdLineOptsCommand : ICommand
{
    public CommandDescription Description { get; } = new("getCmdLineOpts", Privilege.Monitor) { AdminOnly = true };

    public Task<BsonDocument> RunAsync(CommandContext context) => Task.FromResult(new BsonDocument
    {
        { "argv", new BsonArray() },
        {
            "parsed", new BsonDocument
            {
                { "net", new BsonDocument { { "bindIp", "127.0.0.1" }, { "port", context.Server.Port }, { "tls", new BsonDocument("mode", "requireTLS") } } },
                { "replication", new BsonDocument("replSet", ServerState.ReplicaSet) },
                { "security", new BsonDocument("authorization", "enabled") },
            }
        },
    });
}

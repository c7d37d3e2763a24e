using Lab.Engines.MongoDB.Security;
using Lab.Engines.MongoDB.Server;
using MongoDB.Bson;

namespace Lab.Engines.MongoDB.Commands.Status;

/// <summary>replSetGetStatus: one member, the primary.</summary>
internal sealed class ReplSetGetStatusCommand : ICommand
{
    public CommandDescription Description { get; } = new("replSetGetStatus", Privilege.Monitor) { AdminOnly = true };

    public Task<BsonDocument> RunAsync(CommandContext context)
    {
        var member = new BsonDocument
        {
            { "_id", 0 },
            { "name", $"{context.Connection.Host}:{context.Server.Port}" },
            { "health", 1.0 },
            { "state", 1 },
            { "stateStr", "PRIMARY" },
            { "uptime", (int)(context.Server.TimeProvider.GetUtcNow() - context.Server.StartedAt).TotalSeconds },
            { "electionDate", context.Server.StartedAt.UtcDateTime },
            { "configVersion", 1 },
            { "self", true },
        };
        return Task.FromResult(new BsonDocument
        {
            { "set", ServerState.ReplicaSet },
            { "date", context.Now },
            { "myState", 1 },
            { "term", 1L },
            { "heartbeatIntervalMillis", 2_000L },
            { "majorityVoteCount", 1 },
            { "writeMajorityCount", 1 },
            { "votingMembersCount", 1 },
            { "members", new BsonArray { member } },
        });
    }
}

using Lab.Engines.MongoDB.Security;
using Lab.Engines.MongoDB.Server;
using MongoDB.Bson;

namespace Lab.Engines.MongoDB.Commands.Status;

/// <summary>serverStatus: version, uptime, connections, counters and memory, as far as they are measured here.</summary>
internal sealed class ServerStatusCommand : ICommand
{
    public CommandDescription Description { get; } = new("serverStatus", Privilege.Monitor) { AnyField = true };

    public Task<BsonDocument> RunAsync(CommandContext context)
    {
        var server = context.Server;
        var uptime = server.TimeProvider.GetUtcNow() - server.StartedAt;
        var counters = server.Counters;
        return Task.FromResult(new BsonDocument
        {
            { "host", $"{Environment.MachineName}:{server.Port}" },
            { "version", ServerState.Version },
            { "process", "lab-mongodb" },
            { "pid", (long)Environment.ProcessId },
            { "uptime", uptime.TotalSeconds },
            { "uptimeMillis", (long)uptime.TotalMilliseconds },
            { "uptimeEstimate", (long)uptime.TotalSeconds },
            { "localTime", context.Now },
            { "connections", new BsonDocument { { "current", counters.Connections }, { "available", 1_000 - counters.Connections }, { "totalCreated", counters.ConnectionsMade } } },
            {
                "opcounters", new BsonDocument
                {
                    { "insert", counters.Of("insert") },
                    { "query", counters.Of("find") },
                    { "update", counters.Of("update") },
                    { "delete", counters.Of("delete") },
                    { "getmore", counters.Of("getMore") },
                    { "command", counters.Of("aggregate") + counters.Of("count") + counters.Of("distinct") + counters.Of("findAndModify") },
                }
            },
            { "metrics", new BsonDocument("cursor", new BsonDocument { { "open", new BsonDocument("total", server.Cursors.Count) }, { "timedOut", server.Cursors.TimedOut } }) },
            { "logicalSessionRecordCache", new BsonDocument("activeSessionsCount", server.Sessions.Count) },
            { "transactions", new BsonDocument("currentOpen", server.Sessions.OpenTransactions) },
            { "mem", new BsonDocument { { "bits", 64 }, { "resident", (int)(Environment.WorkingSet >> 20) }, { "supported", true } } },
            { "repl", new BsonDocument { { "setName", ServerState.ReplicaSet }, { "isWritablePrimary", true }, { "secondary", false } } },
            { "security", new BsonDocument("authentication", new BsonDocument("mechanisms", new BsonDocument("SCRAM-SHA-256", new BsonDocument()))) },
            { "storageEngine", new BsonDocument { { "name", "sqlite" }, { "persistent", true }, { "supportsCommittedReads", true } } },
        });
    }
}

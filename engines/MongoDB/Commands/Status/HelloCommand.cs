using Lab.Engines.MongoDB.Commands.Security;
using Lab.Engines.MongoDB.Server;
using Lab.Engines.MongoDB.Sessions;
using Lab.Engines.MongoDB.Wire;
using MongoDB.Bson;

namespace Lab.Engines.MongoDB.Commands.Status;

/// <summary>hello: the server as the primary of a replica set with one member. A client that waits for a change waits in vain, for the time it says.</summary>
internal sealed class HelloCommand : ICommand
{
    private const int MaxAwaitMilliseconds = 60_000;

    public CommandDescription Description { get; } = new("hello") { Aliases = ["isMaster", "ismaster"], NeedsAuthentication = false, AnyField = true };

    public async Task<BsonDocument> RunAsync(CommandContext context)
    {
        var arguments = context.Arguments;
        var server = context.Server;
        if (arguments.Document("client") is { } client && client.TryGetValue("application", out var application) && application is BsonDocument named)
        {
            context.Connection.Application = named.GetValue("name", "").ToString();
        }

        await AwaitAsync(context, arguments).ConfigureAwait(false);
        var me = string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{context.Connection.Host}:{server.Port}");
        var reply = new BsonDocument
        {
            { "helloOk", true },
            { context.Name == "hello" ? "isWritablePrimary" : "ismaster", true },
            { "topologyVersion", Topology(server) },
            { "hosts", new BsonArray { me } },
            { "setName", ServerState.ReplicaSet },
            { "setVersion", 1 },
            { "electionId", new ObjectId("7fffffff0000000000000001") },
            { "secondary", false },
            { "primary", me },
            { "me", me },
            { "maxBsonObjectSize", ServerState.MaxDocumentBytes },
            { "maxMessageSizeBytes", MessageHeader.MaxMessage },
            { "maxWriteBatchSize", ServerState.MaxWriteBatch },
            { "localTime", context.Now },
            { "logicalSessionTimeoutMinutes", SessionRegistry.TimeoutMinutes },
            { "connectionId", context.Connection.Id },
            { "minWireVersion", 0 },
            { "maxWireVersion", ServerState.MaxWireVersion },
            { "readOnly", false },
        };
        if (arguments.Text("saslSupportedMechs") is not null)
        {
            reply["saslSupportedMechs"] = new BsonArray { "SCRAM-SHA-256" };
        }

        if (arguments.Document("speculativeAuthenticate") is { } speculative && SaslStartCommand.Speculate(context, speculative) is { } answer)
        {
            reply["speculativeAuthenticate"] = answer;
        }

        return reply;
    }

    private static BsonDocument Topology(ServerState server) => new() { { "processId", server.ProcessId }, { "counter", 0L } };

    private static async Task AwaitAsync(CommandContext context, CommandArguments arguments)
    {
        if (arguments.Document("topologyVersion") is { } known && known.GetValue("processId", BsonNull.Value) == context.Server.ProcessId
            && arguments.Integer("maxAwaitTimeMS") is { } milliseconds and > 0)
        {
            await Task.Delay(TimeSpan.FromMilliseconds(Math.Min(milliseconds, MaxAwaitMilliseconds)), context.Server.TimeProvider, context.CancellationToken).ConfigureAwait(false);
        }
    }
}

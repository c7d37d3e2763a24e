using Lab.Engines.MongoDB.Cursors;
using Lab.Engines.MongoDB.Security;
using Lab.Engines.MongoDB.Sessions;
using Lab.Engines.MongoDB.Storage;
using MongoDB.Bson;

namespace Lab.Engines.MongoDB.Server;

/// <summary>What all connections share.</summary>
internal sealed record ServerState(
    DocumentStore Store, UserStore Users, SessionRegistry Sessions, CursorRegistry Cursors, MongoSettings Settings, int Port, EngineLog Log, TimeProvider TimeProvider, CancellationToken Stopping)
{
    /// <summary>The release whose protocol is spoken, marked as this emulator.</summary>
    public const string Version = "7.0.0-lab";

    public const string ReplicaSet = "rs0";

    /// <summary>The latest wire protocol version, that of MongoDB 7.0.</summary>
    public const int MaxWireVersion = 21;

    public const int MaxDocumentBytes = 16 * 1024 * 1024;

    /// <summary>The most writes in one command.</summary>
    public const int MaxWriteBatch = 100_000;

    public CommittedView Committed { get; } = new(Store);

    public ServerCounters Counters { get; } = new();

    public DateTimeOffset StartedAt { get; } = TimeProvider.GetUtcNow();

    /// <summary>Identifies this run in topologyVersion.</summary>
    public ObjectId ProcessId { get; } = ObjectId.GenerateNewId();
}

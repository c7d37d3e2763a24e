using Lab.Engines.MongoDB.Server;
using MongoDB.Bson;

namespace Lab.Engines.MongoDB.Commands.Status;

/// <summary>buildInfo: the version, which says that this is the emulator.</summary>
internal sealed class BuildInfoCommand : ICommand
{
    public CommandDescription Description { get; } = new("buildInfo") { Aliases = ["buildinfo"], NeedsAuthentication = false };

    public Task<BsonDocument> RunAsync(CommandContext context) => Task.FromResult(new BsonDocument
    {
        { "version", ServerState.Version },
        { "versionArray", new BsonArray { 7, 0, 0, 0 } },
        { "gitVersion", "lab" },
        { "modules", new BsonArray { "lab-emulator" } },
        { "storageEngines", new BsonArray { "sqlite" } },
        { "bits", 64 },
        { "debug", false },
        { "maxBsonObjectSize", ServerState.MaxDocumentBytes },
    });
}

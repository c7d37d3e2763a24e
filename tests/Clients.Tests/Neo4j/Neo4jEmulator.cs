using System.Collections.Immutable;
using System.Globalization;
using Lab.Engines.Testing;

namespace Lab.Clients.Tests.Neo4j;

/// <summary>The emulator of Neo4j.</summary>
public sealed class Neo4jEmulator : Neo4jServer
{
    private readonly EngineHome home = new();
    private EngineProcess? engine;

    public override bool IsEmulator => true;

    protected override string Absence => "The emulator of Neo4j has not started.";

    public override async ValueTask InitializeAsync()
    {
        var bolt = EngineProcess.FreePort().ToString(CultureInfo.InvariantCulture);
        var start = new EngineStart(Path.Combine(AppContext.BaseDirectory, "Lab.Engines.Neo4j.dll"), home.Path, "neo4j")
        {
            User = "neo4j",
            Environment = ImmutableDictionary<string, string>.Empty.Add("LAB_ENGINE_PORT_BOLT", bolt),
        };
        engine = EngineProcess.Run(start);
        await engine.WaitForLineAsync("ready to accept connections", CancellationToken.None);
        Connect($"Endpoint=https://127.0.0.1:{start.Port};Bolt=bolt+s://127.0.0.1:{bolt};Username=neo4j;Password={start.Password}", home.AuthorityFile);
    }

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        if (engine is not null)
        {
            await engine.DisposeAsync();
        }

        home.Dispose();
    }
}

using System.Collections.Immutable;
using System.Globalization;
using Lab.Engines.Testing;

namespace Lab.Engines.Neo4j.Tests.Targets;

/// <summary>The emulator, started once for all tests that leave it as they found it.</summary>
public sealed class EmulatorTarget : IAsyncLifetime
{
    private readonly EngineHome home = new();
    private EngineProcess? process;

    public Neo4jServer Server { get; private set; } = null!;

    public static EngineStart Start(EngineHome home, int port, int boltPort) => new(typeof(Neo4jEngine).Assembly.Location, home.Path, "neo4j")
    {
        User = "neo4j",
        Port = port,
        Environment = ImmutableDictionary<string, string>.Empty.Add(Neo4jEngine.BoltPortVariable, boltPort.ToString(CultureInfo.InvariantCulture)),
    };

    public static Neo4jServer Of(EngineHome home, EngineStart start, int boltPort) =>
        new($"https://127.0.0.1:{start.Port}", $"bolt+s://127.0.0.1:{boltPort}", start.User, start.Password, home.AuthorityFile);

    public async ValueTask InitializeAsync()
    {
        var boltPort = EngineProcess.FreePort();
        var start = Start(home, EngineProcess.FreePort(), boltPort);
        process = EngineProcess.Run(start);
        await process.WaitForLineAsync("ready to accept connections", TestContext.Current.CancellationToken);
        Server = Of(home, start, boltPort);
    }

    public async ValueTask DisposeAsync()
    {
        if (process is not null)
        {
            await process.DisposeAsync();
        }

        home.Dispose();
    }
}

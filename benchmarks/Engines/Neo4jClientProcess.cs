using System.Diagnostics;
using System.Text.Json.Nodes;
using Lab.Engines;
using Lab.Engines.Npm;
using Lab.State;

namespace Lab.Benchmarks.Engines;

/// <summary>A process of Node.js with Neo4j's own driver, connected to one server, that does what it is told line by line.</summary>
internal sealed class Neo4jClientProcess : IDisposable
{
    private readonly Process process;

    private Neo4jClientProcess(Process process) => this.process = process;

    /// <summary>Installs the driver where it is not yet there, and starts a client.</summary>
    /// <param name="bolt">The server's address.</param>
    /// <param name="password">The password of the user <c>neo4j</c>.</param>
    /// <param name="authorityFile">The authority that the server's certificate comes from; <see langword="null"/> where there is no TLS.</param>
    /// <param name="cancellationToken">Ends the installing.</param>
    public static async Task<Neo4jClientProcess> StartAsync(string bolt, string password, string? authorityFile, CancellationToken cancellationToken)
    {
        var folder = Path.Combine(AppContext.BaseDirectory, "neo4j");
        var installer = new NpmInstaller(LabCache.Open(Environment.GetEnvironmentVariable(LabCache.Variable)), new EngineLog(TextWriter.Null), TimeProvider.System);
        var modules = await installer.InstallAsync(
            new NpmPackageSet("neo4j-driver-tests", "Neo4j's driver", folder, "neo4j-driver", Download: 2, Size: 12), _ => { }, cancellationToken);
        var start = new ProcessStartInfo("node", [Path.Combine(folder, "graph.mjs")]) { RedirectStandardInput = true, RedirectStandardOutput = true };
        start.Environment["NEO4J_MODULES"] = modules;
        start.Environment["NEO4J_URI"] = bolt;
        start.Environment["NEO4J_USER"] = "neo4j";
        start.Environment["NEO4J_PASSWORD"] = password;
        if (authorityFile is not null)
        {
            start.Environment["NODE_EXTRA_CA_CERTS"] = authorityFile;
        }

        return new Neo4jClientProcess(Process.Start(start)!);
    }

    /// <summary>Gives a command and waits for its answer.</summary>
    /// <param name="command">As <c>graph.mjs</c> says.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    public async Task<JsonNode> DoAsync(string command, CancellationToken cancellationToken)
    {
        await process.StandardInput.WriteLineAsync(command.AsMemory(), cancellationToken);
        await process.StandardInput.FlushAsync(cancellationToken);
        var line = await process.StandardOutput.ReadLineAsync(cancellationToken) ?? throw new InvalidOperationException($"The client failed at '{command}'.");
        return JsonNode.Parse(line)!;
    }

    public void Dispose()
    {
        process.StandardInput.Close();
        process.WaitForExit();
        process.Dispose();
    }
}

using System.Diagnostics;
using Lab.Engines.Npm;
using Lab.State;

namespace Lab.Engines.Neo4j.Tests.Targets;

/// <summary>Runs the scripts of these tests, which use Neo4j's own driver.</summary>
internal static class NodeScript
{
    /// <summary>Runs a script to its end.</summary>
    /// <returns>The lines it printed.</returns>
    public static async Task<string[]> RunAsync(string name, Neo4jServer server, CancellationToken cancellationToken)
    {
        using var process = await StartAsync(name, server, new Dictionary<string, string>(), cancellationToken);
        var errors = process.StandardError.ReadToEndAsync(cancellationToken);
        var output = await process.StandardOutput.ReadToEndAsync(cancellationToken);
        await process.WaitForExitAsync(cancellationToken);
        process.ExitCode.ShouldBe(0, await errors);
        return output.Split('\n', StringSplitOptions.RemoveEmptyEntries);
    }

    public static async Task<Process> StartAsync(string name, Neo4jServer server, IReadOnlyDictionary<string, string> more, CancellationToken cancellationToken)
    {
        var start = new ProcessStartInfo("node", [Path.Combine(AppContext.BaseDirectory, "scripts", name)])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment["NEO4J_MODULES"] = await ModulesAsync(cancellationToken);
        start.Environment["NEO4J_SERVER"] = Path.Combine(AppContext.BaseDirectory, "neo4j-server");
        start.Environment["NEO4J_URI"] = server.Bolt;
        start.Environment["NEO4J_HTTP"] = server.Http;
        start.Environment["NEO4J_USER"] = server.User;
        start.Environment["NEO4J_PASSWORD"] = server.Password;
        if (server.AuthorityFile is { } authority)
        {
            start.Environment["NODE_EXTRA_CA_CERTS"] = authority;
        }

        foreach (var (variable, value) in more)
        {
            start.Environment[variable] = value;
        }

        return Process.Start(start)!;
    }

    private static Task<string> ModulesAsync(CancellationToken cancellationToken) =>
        new NpmInstaller(LabCache.Open(Environment.GetEnvironmentVariable(LabCache.Variable)), new EngineLog(TextWriter.Null), TimeProvider.System).InstallAsync(
            new NpmPackageSet("neo4j-driver-tests", "Neo4j's driver", Path.Combine(AppContext.BaseDirectory, "npm", "neo4j-tests"), "neo4j-driver", Download: 2, Size: 12),
            _ => { },
            cancellationToken);
}

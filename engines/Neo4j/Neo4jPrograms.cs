using System.Runtime.InteropServices;
using Lab.Engines.Npm;

namespace Lab.Engines.Neo4j;

/// <summary>Finds the graph engine in the machine's cache, or installs it.</summary>
internal static class Neo4jPrograms
{
    public const string EngineVersion = "0.6.0";

    /// <summary>The script that is the server.</summary>
    public static string Script => Path.Combine(AppContext.BaseDirectory, "neo4j-server", "main.js");

    /// <summary>The folder whose modules the server uses.</summary>
    /// <exception cref="EngineException">They cannot be installed, or there are none for this kind of machine.</exception>
    public static Task<string> InstallAsync(NpmInstaller installer, CancellationToken cancellationToken) =>
        installer.InstallAsync(
            new NpmPackageSet(
                "grafeo-" + EngineVersion,
                "Grafeo " + EngineVersion,
                Path.Combine(AppContext.BaseDirectory, "npm", "neo4j"),
                "@grafeo-db/js-" + Platform(),
                Download: 8,
                Size: 19),
            _ => { },
            cancellationToken);

    private static string Platform()
    {
        var architecture = RuntimeInformation.OSArchitecture.ToString().ToLowerInvariant();
        return OperatingSystem.IsLinux() ? $"linux-{architecture}-{(RuntimeInformation.RuntimeIdentifier.Contains("musl", StringComparison.Ordinal) ? "musl" : "gnu")}"
            : OperatingSystem.IsMacOS() ? $"darwin-{architecture}" : $"win32-{architecture}-msvc";
    }
}

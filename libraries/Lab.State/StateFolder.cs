using System.Runtime.Versioning;

namespace Lab.State;

/// <summary>Creates folders of the lab's state with the rights that fit.</summary>
internal static class StateFolder
{
    /// <summary>For its owner alone; root's may be passed through by the users that engines run as.</summary>
    public static UnixFileMode PrivateMode => Environment.IsPrivilegedProcess
        ? OwnerOnly | UnixFileMode.GroupExecute | UnixFileMode.OtherExecute
        : OwnerOnly;

    /// <summary>Readable by every user.</summary>
    public static UnixFileMode SharedMode => OwnerOnly
        | UnixFileMode.GroupRead | UnixFileMode.GroupExecute | UnixFileMode.OtherRead | UnixFileMode.OtherExecute;

    private static UnixFileMode OwnerOnly => UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;

    /// <summary>Creates a folder and those above it where they do not exist.</summary>
    /// <exception cref="StateFolderException">The folder cannot be created.</exception>
    public static void Create(string path, UnixFileMode mode, string variable)
    {
        try
        {
            if (OperatingSystem.IsWindows())
            {
                Directory.CreateDirectory(path);
            }
            else if (!Directory.Exists(path))
            {
                CreateWithMode(path, mode);
            }
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or NotSupportedException or ArgumentException)
        {
            throw StateFolderException.From(error, path, variable);
        }
    }

    /// <summary>Checks that files can be made in a folder.</summary>
    /// <exception cref="StateFolderException">The folder cannot be written.</exception>
    public static void CheckWritable(string path, string variable)
    {
        try
        {
            var probe = Path.Combine(path, $".probe-{Guid.NewGuid():n}");
            using var file = new FileStream(probe, FileMode.CreateNew, FileAccess.Write, FileShare.None, 1, FileOptions.DeleteOnClose);
            file.WriteByte(0);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw StateFolderException.From(error, path, variable);
        }
    }

    /// <summary>Lets other users pass through a folder that exists, without letting them list it.</summary>
    /// <exception cref="StateFolderException">The folder's rights cannot be changed.</exception>
    [UnsupportedOSPlatform("windows")]
    public static void LetThrough(string path, string variable)
    {
        try
        {
            File.SetUnixFileMode(path, File.GetUnixFileMode(path) | UnixFileMode.GroupExecute | UnixFileMode.OtherExecute);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw StateFolderException.From(error, path, variable);
        }
    }

    [UnsupportedOSPlatform("windows")]
    private static void CreateWithMode(string path, UnixFileMode mode)
    {
        if (Path.GetDirectoryName(path) is { Length: > 0 } parent && !Directory.Exists(parent))
        {
            CreateWithMode(parent, mode);
        }

        var existed = Directory.Exists(path);
        Directory.CreateDirectory(path, mode);
        if (!existed)
        {
            // The process's umask may have taken rights away that the engines' users need.
            File.SetUnixFileMode(path, mode);
        }
    }
}

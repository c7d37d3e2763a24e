namespace Lab.Engines.Processes;

/// <summary>Finds programs on the PATH.</summary>
public static class SearchPath
{
    private static readonly string[] WindowsEndings = [".exe", ".cmd"];

    /// <summary>Finds a program.</summary>
    /// <param name="program">Its name, without an ending.</param>
    /// <returns>Its absolute path, or <see langword="null"/> when it is not on the PATH.</returns>
    public static string? Find(string program)
    {
        var names = OperatingSystem.IsWindows() ? WindowsEndings.Select(ending => program + ending) : [program];
        return (Environment.GetEnvironmentVariable("PATH") ?? "")
            .Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries)
            .SelectMany(folder => names.Select(name => Path.GetFullPath(Path.Combine(folder, name))))
            .FirstOrDefault(IsProgram);
    }

    private static bool IsProgram(string path) =>
        File.Exists(path)
        && (OperatingSystem.IsWindows()
            || (File.GetUnixFileMode(path) & (UnixFileMode.UserExecute | UnixFileMode.GroupExecute | UnixFileMode.OtherExecute)) != 0);
}

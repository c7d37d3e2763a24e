namespace Lab.Hosting.Embedded.Running.Processes;

/// <summary>Finds programs as a shell does.</summary>
internal static class ProgramPath
{
    /// <summary>The path of a program, or null when there is none.</summary>
    /// <param name="program">A path, relative to <paramref name="workingDirectory"/> if it is not rooted, or a name to be looked up in PATH.</param>
    /// <param name="workingDirectory">The folder the program is to start in.</param>
    /// <param name="searchPath">The value of PATH.</param>
    public static string? Find(string program, string workingDirectory, string? searchPath)
    {
        if (program.Contains(Path.DirectorySeparatorChar, StringComparison.Ordinal) || program.Contains('/', StringComparison.Ordinal))
        {
            return Candidates(Path.GetFullPath(program, workingDirectory)).FirstOrDefault(IsExecutable);
        }

        return (searchPath ?? "").Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries)
            .SelectMany(folder => Candidates(Path.GetFullPath(Path.Combine(folder, program), workingDirectory)))
            .FirstOrDefault(IsExecutable);
    }

    private static IEnumerable<string> Candidates(string path) =>
        OperatingSystem.IsWindows() && !Path.HasExtension(path) ? [path + ".exe", path + ".cmd", path + ".bat"] : [path];

    private static bool IsExecutable(string path) =>
        File.Exists(path)
        && (OperatingSystem.IsWindows()
            || (File.GetUnixFileMode(path) & (UnixFileMode.UserExecute | UnixFileMode.GroupExecute | UnixFileMode.OtherExecute)) != 0);
}

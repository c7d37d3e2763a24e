namespace Lab.Benchmarks.Backup;

/// <summary>Finds the program <c>labbackup</c>, built in the same configuration as the benchmarks.</summary>
internal static class BuiltFiles
{
    public static string LabBackup
    {
        get
        {
            var output = new DirectoryInfo(AppContext.BaseDirectory.TrimEnd(Path.DirectorySeparatorChar));
            var root = output;
            while (root is not null && !File.Exists(Path.Combine(root.FullName, "Lab.Aspire.sln")))
            {
                root = root.Parent;
            }

            return Path.Combine(
                root?.FullName ?? throw new InvalidOperationException("Run the benchmarks inside the repository."),
                "services", "Backup.Cli", "bin", output.Parent!.Name, output.Name, "labbackup.dll");
        }
    }
}

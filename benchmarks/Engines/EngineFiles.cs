namespace Lab.Benchmarks.Engines;

/// <summary>Finds what was built along with the benchmarks.</summary>
internal static class EngineFiles
{
    /// <summary>An engine's program, built in the same configuration as the benchmarks.</summary>
    /// <param name="folder">The engine's folder, for example <c>MongoDB</c>.</param>
    public static string Program(string folder)
    {
        var output = new DirectoryInfo(AppContext.BaseDirectory.TrimEnd(Path.DirectorySeparatorChar));
        var configuration = output.Parent!.Name;
        var root = output;
        while (root is not null && !File.Exists(Path.Combine(root.FullName, "Lab.Aspire.sln")))
        {
            root = root.Parent;
        }

        return Path.Combine(
            root?.FullName ?? throw new InvalidOperationException("Run the benchmarks inside the repository."),
            "engines", folder, "bin", configuration, output.Name, $"Lab.Engines.{folder}.dll");
    }
}

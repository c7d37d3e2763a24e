namespace Lab.Architecture.Tests;

/// <summary>The files of the repository as they are on disk, build output left out.</summary>
internal sealed class SourceTree
{
    private static readonly string[] Skipped = ["bin", "obj", ".git", "node_modules", "TestResults", "artifacts", ".vs", ".idea"];

    private SourceTree(string root) => Root = root;

    public string Root { get; }

    public static SourceTree Find()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "Lab.Aspire.sln")))
        {
            folder = folder.Parent;
        }

        return new SourceTree(folder?.FullName ?? throw new InvalidOperationException("No Lab.Aspire.sln above the tests."));
    }

    public IEnumerable<SourceFile> Files(string pattern = "*", string under = "")
    {
        var pending = new Stack<string>([Path.Combine(Root, under)]);
        while (pending.TryPop(out var folder))
        {
            foreach (var child in Directory.EnumerateDirectories(folder))
            {
                if (!Skipped.Contains(Path.GetFileName(child)))
                {
                    pending.Push(child);
                }
            }

            foreach (var file in Directory.EnumerateFiles(folder, pattern))
            {
                yield return new SourceFile(Path.GetRelativePath(Root, file).Replace('\\', '/'), file);
            }
        }
    }
}

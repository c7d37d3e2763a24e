using System.Globalization;

namespace Lab.Benchmarks.Start;

/// <summary>A process and all that descend from it, read from /proc (Linux).</summary>
internal sealed class ProcessTree(int root)
{
    /// <summary>
    /// The proportional set size (Pss) of the tree in MiB: resident memory in which a page shared by n processes counts 1/n for each,
    /// so that PostgreSQL's shared buffers are counted once. Processes that end meanwhile count as nothing.
    /// </summary>
    public double ProportionalSetSizeMiB() => Members().Sum(PssKiB) / 1024.0;

    private HashSet<int> Members()
    {
        var parents = new Dictionary<int, int>();
        foreach (var folder in Directory.EnumerateDirectories("/proc"))
        {
            if (int.TryParse(Path.GetFileName(folder), CultureInfo.InvariantCulture, out var pid) && ParentOf(pid) is { } parent)
            {
                parents[pid] = parent;
            }
        }

        var members = new HashSet<int> { root };
        var children = parents.ToLookup(p => p.Value, p => p.Key);
        var pending = new Queue<int>(members);
        while (pending.TryDequeue(out var member))
        {
            foreach (var child in children[member].Where(members.Add))
            {
                pending.Enqueue(child);
            }
        }

        return members;
    }

    private static int? ParentOf(int pid)
    {
        // The command in parentheses may hold blanks: the state and the parent follow its last parenthesis.
        var stat = Read($"/proc/{pid}/stat");
        var fields = stat[(stat.LastIndexOf(')') + 1)..].Split(' ', StringSplitOptions.RemoveEmptyEntries);
        return fields.Length > 1 ? int.Parse(fields[1], CultureInfo.InvariantCulture) : null;
    }

    private static long PssKiB(int pid) =>
        Read($"/proc/{pid}/smaps_rollup").Split('\n')
            .Where(line => line.StartsWith("Pss:", StringComparison.Ordinal))
            .Select(line => long.Parse(line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[1], CultureInfo.InvariantCulture))
            .FirstOrDefault();

    private static string Read(string path)
    {
        try
        {
            return File.ReadAllText(path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return "";
        }
    }
}

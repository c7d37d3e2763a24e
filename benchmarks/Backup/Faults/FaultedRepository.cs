namespace Lab.Benchmarks.Backup.Faults;

/// <summary>The files of a repository, to be damaged one at a time and put back.</summary>
internal sealed class FaultedRepository
{
    // Nothing else holds data or is needed to reach it: what the others are for works without them, or they are made again.
    private static readonly string[] Live = ["packs/", "index/", "snapshots/", "keys/", "config"];

    private readonly string folder;
    private readonly Random random;
    private readonly Dictionary<string, byte[]> whole;
    private readonly string[] names;

    /// <param name="folder">The repository, in which every pack is in use.</param>
    /// <param name="random">Chooses.</param>
    public FaultedRepository(string folder, Random random)
    {
        this.folder = folder;
        this.random = random;
        whole = Files().ToDictionary(f => f, f => File.ReadAllBytes(Path.Combine(folder, f)));
        names = [.. whole.Keys.Where(n => Live.Any(l => n.StartsWith(l, StringComparison.Ordinal))).Order(StringComparer.Ordinal)];
    }

    /// <summary>Damages one file.</summary>
    /// <returns>Which, and how.</returns>
    public (string Name, FaultKind Kind) Plant()
    {
        // Half of the faults hit packs, which hold nearly all bytes; the other half each kind of file alike.
        var packs = names.Where(n => n.StartsWith("packs/", StringComparison.Ordinal)).ToArray();
        var name = random.Next(2) == 0 ? packs[random.Next(packs.Length)] : OfSomeKind();
        var bytes = whole[name].ToArray();
        var kind = (FaultKind)random.Next(3);
        var path = Path.Combine(folder, name);
        switch (kind)
        {
            case FaultKind.Flip:
                bytes[random.Next(bytes.Length)] ^= (byte)(1 << random.Next(8));
                File.WriteAllBytes(path, bytes);
                break;
            case FaultKind.Truncation:
                File.WriteAllBytes(path, bytes[..random.Next(bytes.Length)]);
                break;
            default:
                File.Delete(path);
                break;
        }

        return (name, kind);
    }

    /// <summary>Puts back what was damaged and removes what was written since.</summary>
    public void PutBack()
    {
        foreach (var name in Files().Where(f => !whole.ContainsKey(f)).ToArray())
        {
            File.Delete(Path.Combine(folder, name));
        }

        foreach (var (name, bytes) in whole)
        {
            var file = new FileInfo(Path.Combine(folder, name));
            if (!file.Exists || file.Length != bytes.Length || !File.ReadAllBytes(file.FullName).AsSpan().SequenceEqual(bytes))
            {
                File.WriteAllBytes(file.FullName, bytes);
            }
        }
    }

    private string OfSomeKind()
    {
        var kind = Live[random.Next(Live.Length)];
        var some = names.Where(n => n.StartsWith(kind, StringComparison.Ordinal)).ToArray();
        return some[random.Next(some.Length)];
    }

    private IEnumerable<string> Files() => Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories).Select(f => Path.GetRelativePath(folder, f));
}

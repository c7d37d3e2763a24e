using System.Security.Cryptography;

namespace Lab.Benchmarks.Backup.Faults;

/// <summary>A folder of files that change a little from state to state, and what it held in each state.</summary>
/// <param name="folder">The folder.</param>
/// <param name="random">Decides what changes.</param>
/// <param name="files">How many files.</param>
/// <param name="largest">The most bytes of one.</param>
internal sealed class ChangingSource(string folder, Random random, int files, int largest)
{
    private readonly Dictionary<string, byte[]> hashes = [];

    public string Folder => folder;

    /// <summary>Hashes of all files by their paths, as they are now.</summary>
    public IReadOnlyDictionary<string, byte[]> State => hashes.ToDictionary();

    /// <summary>Writes all files.</summary>
    public void Fill()
    {
        for (var i = 0; i < files; i++)
        {
            Write(i, Content());
        }
    }

    /// <summary>Writes some anew, and changes a page or the length of some others.</summary>
    public void Change()
    {
        for (var i = 0; i < Math.Max(1, files / 12); i++)
        {
            Write(random.Next(files), Content());
        }

        for (var i = 0; i < Math.Max(1, files / 6); i++)
        {
            var file = random.Next(files);
            var content = File.ReadAllBytes(PathOf(file));
            random.NextBytes(content.AsSpan(random.Next(content.Length)) is var rest && rest.Length > 100 ? rest[..100] : rest);
            Write(file, random.Next(3) == 0 ? [.. content, .. Content().AsSpan(0, 1000)] : content);
        }
    }

    private static string Name(int file) => file % 2 == 0 ? $"base/5/{16384 + file}" : $"notes/{file % 7}/{file}";

    private string PathOf(int file) => Path.Combine(folder, Name(file));

    /// <summary>Half of it repeats, as tables do.</summary>
    private byte[] Content()
    {
        var content = new byte[Math.Max(2000, random.Next(largest)) / 8192 * 8192 + 8192];
        random.NextBytes(content);
        for (var at = 0; at + 64 <= content.Length; at += 64)
        {
            content.AsSpan(at, 32).Clear();
        }

        return content;
    }

    private void Write(int file, byte[] content)
    {
        var path = PathOf(file);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllBytes(path, content);
        hashes[Name(file)] = SHA256.HashData(content);
    }
}

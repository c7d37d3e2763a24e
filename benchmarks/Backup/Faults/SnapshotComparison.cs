using System.Security.Cryptography;
using Lab.Repository;
using Lab.Repository.Files;
using Lab.Repository.Snapshots;

namespace Lab.Benchmarks.Backup.Faults;

/// <summary>Restores snapshots and compares every file with what was backed up.</summary>
internal static class SnapshotComparison
{
    /// <summary>Restores a whole snapshot into a folder, which is removed again.</summary>
    /// <returns>What differs, or <see langword="null"/>.</returns>
    /// <exception cref="RepositoryException">The repository says that it cannot.</exception>
    public static async Task<string?> RestoreAsync(BackupRepository repository, SnapshotManifest snapshot, IReadOnlyDictionary<string, byte[]> expected, CancellationToken cancellationToken)
    {
        var target = Directory.CreateTempSubdirectory("lab-faults-restore-");
        try
        {
            await using (var reader = await SnapshotReader.OpenAsync(repository, snapshot, cancellationToken))
            {
                await FolderRestore.RunAsync(reader, target.FullName, new RestoreOptions { Workers = 2 }, cancellationToken);
            }

            var found = Directory.EnumerateFiles(target.FullName, "*", SearchOption.AllDirectories).ToDictionary(f => Path.GetRelativePath(target.FullName, f));
            foreach (var (name, hash) in expected)
            {
                if (!found.Remove(name, out var file))
                {
                    return $"{name} is missing";
                }

                if (!SHA256.HashData(await File.ReadAllBytesAsync(file, cancellationToken)).AsSpan().SequenceEqual(hash))
                {
                    return $"{name} has other bytes";
                }
            }

            return found.Count == 0 ? null : $"{found.Keys.First()} should not be there";
        }
        finally
        {
            target.Delete(recursive: true);
        }
    }

    /// <summary>Reads every file of a snapshot as a stream.</summary>
    /// <returns>What differs, or <see langword="null"/>.</returns>
    /// <exception cref="RepositoryException">The repository says that it cannot.</exception>
    public static async Task<string?> ReadAsync(BackupRepository repository, SnapshotManifest snapshot, IReadOnlyDictionary<string, byte[]> expected, CancellationToken cancellationToken)
    {
        await using var reader = await SnapshotReader.OpenAsync(repository, snapshot, cancellationToken);
        var left = expected.ToDictionary();
        await foreach (var entry in reader.ListAsync(cancellationToken))
        {
            if (entry.Entry.Type != EntryType.File)
            {
                continue;
            }

            await using var content = reader.Open(entry);
            if (!left.Remove(entry.Entry.Path, out var hash) || !(await SHA256.HashDataAsync(content, cancellationToken)).AsSpan().SequenceEqual(hash))
            {
                return $"{entry.Entry.Path} has other bytes";
            }
        }

        return left.Count == 0 ? null : $"{left.Keys.First()} is missing";
    }
}

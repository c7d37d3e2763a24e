namespace Lab.Repository.Snapshots;

/// <summary>One path that differs between two snapshots.</summary>
/// <param name="Path">The path.</param>
/// <param name="Change"><c>added</c>, <c>removed</c>, <c>content</c> or <c>metadata</c>.</param>
/// <param name="Bytes">Bytes of the file that was added or removed, or in chunks that only the second snapshot has.</param>
public sealed record SnapshotDifference(string Path, string Change, long Bytes)
{
    /// <summary>Compares two snapshots of one repository.</summary>
    /// <param name="before">The first.</param>
    /// <param name="after">The second.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>What differs, by path.</returns>
    /// <exception cref="RepositoryException">A catalog is damaged.</exception>
    public static async Task<IReadOnlyList<SnapshotDifference>> CompareAsync(SnapshotReader before, SnapshotReader after, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(before);
        ArgumentNullException.ThrowIfNull(after);
        var old = new Dictionary<string, CatalogEntry>();
        await foreach (var entry in before.ListAsync(cancellationToken).ConfigureAwait(false))
        {
            old[entry.Entry.Path] = entry;
        }

        var differences = new List<SnapshotDifference>();
        await foreach (var entry in after.ListAsync(cancellationToken).ConfigureAwait(false))
        {
            if (!old.Remove(entry.Entry.Path, out var earlier))
            {
                differences.Add(new SnapshotDifference(entry.Entry.Path, "added", entry.Entry.Size));
            }
            else if (Compare(earlier, entry) is { } difference)
            {
                differences.Add(difference);
            }
        }

        differences.AddRange(old.Values.Select(e => new SnapshotDifference(e.Entry.Path, "removed", e.Entry.Size)));
        return [.. differences.OrderBy(d => d.Path, StringComparer.Ordinal)];
    }

    private static SnapshotDifference? Compare(CatalogEntry before, CatalogEntry after)
    {
        var (old, now) = (before.Entry, after.Entry);
        if (old.Type != now.Type || old.Target != now.Target || !before.Chunks.SequenceEqual(after.Chunks))
        {
            var known = before.Chunks.Select(c => c.Id).ToHashSet();
            return new SnapshotDifference(now.Path, "content", after.Chunks.Where(c => !known.Contains(c.Id)).Sum(c => (long)c.Length));
        }

        return old.Mode == now.Mode && old.User == now.User && old.Group == now.Group && old.Modified == now.Modified && SameAttributes(old, now)
            ? null
            : new SnapshotDifference(now.Path, "metadata", 0);
    }

    private static bool SameAttributes(SnapshotEntry before, SnapshotEntry after)
    {
        var (old, now) = (before.ExtendedAttributes, after.ExtendedAttributes);
        return (old?.Count ?? 0) == (now?.Count ?? 0) && (old is null || old.All(a => now!.TryGetValue(a.Key, out var value) && value.AsSpan().SequenceEqual(a.Value)));
    }
}

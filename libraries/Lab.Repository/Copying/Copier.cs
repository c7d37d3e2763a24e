using Lab.Repository.Files;
using Lab.Repository.Pipeline;
using Lab.Repository.Snapshots;

namespace Lab.Repository.Copying;

/// <summary>
/// Copies snapshots to another repository, which has keys of its own: chunks are opened, compared with their ids and sealed anew. A snapshot
/// that was copied before is left out, and files that are the same as in the snapshot copied before it are not read again.
/// </summary>
/// <param name="source">From where.</param>
/// <param name="target">To where.</param>
public sealed class Copier(BackupRepository source, BackupRepository target)
{
    /// <summary>The attribute of a copy that names the snapshot it was made from.</summary>
    public const string OriginAttribute = "copied-from";

    /// <summary>Copies snapshots, oldest first.</summary>
    /// <param name="snapshots">Which.</param>
    /// <param name="progress">Receives progress; null for none.</param>
    /// <param name="cancellationToken">Gives up; snapshots that were copied by then are complete.</param>
    /// <returns>The new snapshots; without those that were there already.</returns>
    /// <exception cref="RepositoryException">A repository cannot be read or written.</exception>
    public async Task<IReadOnlyList<SnapshotManifest>> CopyAsync(IEnumerable<SnapshotManifest> snapshots, IProgress<BackupProgress>? progress = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(snapshots);
        var there = new Dictionary<string, SnapshotManifest>();
        foreach (var copy in await target.Snapshots.ListAsync((_, _) => { }, cancellationToken).ConfigureAwait(false))
        {
            if (copy.Attributes.TryGetValue(OriginAttribute, out var origin))
            {
                there[origin] = copy;
            }
        }

        var originals = await source.Snapshots.ListAsync((_, _) => { }, cancellationToken).ConfigureAwait(false);
        var copied = new List<SnapshotManifest>();
        foreach (var snapshot in snapshots.OrderBy(s => s.Created))
        {
            if (there.ContainsKey(snapshot.Id))
            {
                continue;
            }

            var earlier = originals.LastOrDefault(o => o.Group == snapshot.Group && o.Created < snapshot.Created && there.ContainsKey(o.Id));
            var known = earlier is null ? [] : await TryPairAsync(earlier, there[earlier.Id], cancellationToken).ConfigureAwait(false);
            var copy = await CopyOneAsync(snapshot, known, known is null ? there[earlier!.Id] : null, progress, cancellationToken).ConfigureAwait(false);
            there[snapshot.Id] = copy;
            copied.Add(copy);
        }

        return copied;
    }

    /// <summary>As <see cref="PairAsync"/>; <see langword="null"/> when one of the two catalogs is damaged, which costs time and nothing else.</summary>
    private async Task<Dictionary<string, (IReadOnlyList<ChunkReference> Source, IReadOnlyList<ChunkReference> Target)>?> TryPairAsync(
        SnapshotManifest original, SnapshotManifest copy, CancellationToken cancellationToken)
    {
        try
        {
            return await PairAsync(original, copy, cancellationToken).ConfigureAwait(false);
        }
        catch (RepositoryException error) when (error.Error == RepositoryError.Damaged)
        {
            return null;
        }
    }

    /// <summary>For each file of a snapshot that was copied: its chunks in the source and in the target.</summary>
    private async Task<Dictionary<string, (IReadOnlyList<ChunkReference> Source, IReadOnlyList<ChunkReference> Target)>> PairAsync(
        SnapshotManifest original, SnapshotManifest copy, CancellationToken cancellationToken)
    {
        var pairs = new Dictionary<string, (IReadOnlyList<ChunkReference>, IReadOnlyList<ChunkReference>)>();
        var there = new Dictionary<string, IReadOnlyList<ChunkReference>>();
        var targetReader = await SnapshotReader.OpenAsync(target, copy, cancellationToken).ConfigureAwait(false);
        await using (targetReader.ConfigureAwait(false))
        {
            await foreach (var entry in targetReader.ListAsync(cancellationToken).ConfigureAwait(false))
            {
                there[entry.Entry.Path] = entry.Chunks;
            }
        }

        var sourceReader = await SnapshotReader.OpenAsync(source, original, cancellationToken).ConfigureAwait(false);
        await using (sourceReader.ConfigureAwait(false))
        {
            await foreach (var entry in sourceReader.ListAsync(cancellationToken).ConfigureAwait(false))
            {
                if (entry.Entry.Type == EntryType.File && there.TryGetValue(entry.Entry.Path, out var chunks))
                {
                    pairs[entry.Entry.Path] = (entry.Chunks, chunks);
                }
            }
        }

        return pairs;
    }

    private async Task<SnapshotManifest> CopyOneAsync(
        SnapshotManifest snapshot,
        Dictionary<string, (IReadOnlyList<ChunkReference> Source, IReadOnlyList<ChunkReference> Target)>? known,
        SnapshotManifest? suspect,
        IProgress<BackupProgress>? progress,
        CancellationToken cancellationToken)
    {
        var options = new SnapshotOptions(snapshot.Group, snapshot.Sources) { Created = snapshot.Created, ExpectedBytes = snapshot.Statistics.Bytes, Progress = progress };
        var reader = await SnapshotReader.OpenAsync(source, snapshot, cancellationToken).ConfigureAwait(false);
        await using (reader.ConfigureAwait(false))
        {
            var writer = await SnapshotWriter.StartAsync(target, options, cancellationToken).ConfigureAwait(false);
            await using (writer.ConfigureAwait(false))
            {
                if (suspect is not null)
                {
                    await writer.DistrustCatalogAsync(suspect, cancellationToken).ConfigureAwait(false);
                }

                await foreach (var entry in reader.ListAsync(cancellationToken).ConfigureAwait(false))
                {
                    if (entry.Entry.Type != EntryType.File)
                    {
                        await writer.AddEntryAsync(entry.Entry, cancellationToken).ConfigureAwait(false);
                    }
                    else if (known is null || !known.TryGetValue(entry.Entry.Path, out var pair) || !pair.Source.SequenceEqual(entry.Chunks)
                        || !await writer.TryAddUnchangedAsync(entry.Entry, pair.Target, cancellationToken).ConfigureAwait(false))
                    {
                        var content = reader.Open(entry);
                        await using (content.ConfigureAwait(false))
                        {
                            await writer.AddFileAsync(entry.Entry, content, FolderBackup.KindOf(entry.Entry.Path, entry.Entry.Size), cancellationToken).ConfigureAwait(false);
                        }
                    }
                }

                var attributes = new Dictionary<string, string>(snapshot.Attributes) { [OriginAttribute] = snapshot.Id };
                return await writer.CommitAsync(attributes, cancellationToken).ConfigureAwait(false);
            }
        }
    }
}

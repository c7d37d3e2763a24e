using System.Runtime.CompilerServices;
using Lab.Repository.Index;
using Lab.Repository.Locks;

namespace Lab.Repository.Snapshots;

/// <summary>Reads one snapshot. While it is open, no collection removes what the snapshot needs.</summary>
public sealed class SnapshotReader : IAsyncDisposable
{
    private readonly RepositoryLock held;

    private SnapshotReader(BackupRepository repository, SnapshotManifest manifest, RepositoryIndex index, RepositoryLock held)
    {
        Repository = repository;
        Manifest = manifest;
        Index = index;
        this.held = held;
    }

    /// <summary>The snapshot.</summary>
    public SnapshotManifest Manifest { get; }

    internal BackupRepository Repository { get; }

    internal RepositoryIndex Index { get; }

    /// <summary>Opens a snapshot.</summary>
    /// <param name="repository">Where it lies.</param>
    /// <param name="manifest">Which.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>A reader to be disposed of.</returns>
    /// <exception cref="RepositoryException">The repository cannot be read.</exception>
    public static async Task<SnapshotReader> OpenAsync(BackupRepository repository, SnapshotManifest manifest, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(repository);
        var held = await repository.Locks.AcquireAsync(LockPurpose.Read, null, cancellationToken).ConfigureAwait(false);
        try
        {
            return new SnapshotReader(repository, manifest, await repository.Index.LoadAsync(cancellationToken).ConfigureAwait(false), held);
        }
        catch
        {
            await held.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    /// <summary>Lists every path of the snapshot, in the order in which it was written: a folder before what is in it.</summary>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>The paths with their chunks.</returns>
    /// <exception cref="RepositoryException">The catalog is missing or damaged.</exception>
    public async IAsyncEnumerable<CatalogEntry> ListAsync([EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        var catalog = new ChunkStream(Repository.Backend, Repository.Cipher, Index, Manifest.Catalog);
        await using (catalog.ConfigureAwait(false))
        {
            while (await ReadAsync(catalog, cancellationToken).ConfigureAwait(false) is { } entry)
            {
                yield return entry;
            }
        }
    }

    /// <summary>Finds one path.</summary>
    /// <param name="path">The path as it stands in the snapshot.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>The entry; that of the content for a hard link.</returns>
    /// <exception cref="RepositoryException">There is no such path.</exception>
    public async Task<CatalogEntry> FindAsync(string path, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(path);
        var wanted = path.Trim('/');
        await foreach (var entry in ListAsync(cancellationToken).ConfigureAwait(false))
        {
            if (entry.Entry.Path == wanted)
            {
                return entry.Entry is { Type: EntryType.HardLink, Target: { } target } ? await FindAsync(target, cancellationToken).ConfigureAwait(false) : entry;
            }
        }

        throw new RepositoryException(RepositoryError.NotFound, $"snapshot {Manifest.Id} has no '{wanted}'; 'ls' lists what it has.");
    }

    /// <summary>Opens the content of a file. The stream is valid while this reader is.</summary>
    /// <param name="entry">The file.</param>
    /// <returns>A seekable stream; what it returns is compared with the ids of its chunks.</returns>
    public Stream Open(CatalogEntry entry)
    {
        ArgumentNullException.ThrowIfNull(entry);
        return new ChunkStream(Repository.Backend, Repository.Cipher, Index, entry.Chunks);
    }

    /// <summary>Closes the snapshot.</summary>
    /// <returns>A task that ends when its lock is free.</returns>
    public ValueTask DisposeAsync() => held.DisposeAsync();

    private async Task<CatalogEntry?> ReadAsync(ChunkStream catalog, CancellationToken cancellationToken)
    {
        try
        {
            return await CatalogRecord.ReadAsync(catalog, cancellationToken).ConfigureAwait(false);
        }
        catch (InvalidDataException error)
        {
            throw new RepositoryException(RepositoryError.Damaged, $"snapshot {Manifest.Id} has a damaged catalog: {error.Message}.", error);
        }
    }
}

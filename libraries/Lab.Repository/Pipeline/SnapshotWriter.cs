using System.Collections.Concurrent;
using Lab.Repository.Chunking;
using Lab.Repository.Damage;
using Lab.Repository.Format;
using Lab.Repository.Locks;
using Lab.Repository.Snapshots;

namespace Lab.Repository.Pipeline;

/// <summary>
/// Writes one snapshot. It exists when <see cref="CommitAsync"/> returned and not at all otherwise: disposing of the writer before that
/// leaves only data that the next backup uses again or garbage collection removes. Entries are added one after the other.
/// </summary>
public sealed class SnapshotWriter : IAsyncDisposable
{
    private readonly BackupRepository repository;
    private readonly SnapshotOptions options;
    private readonly RepositoryLock held;
    private readonly Index.RepositoryIndex index;
    private readonly CancellationTokenSource stopping;
    private readonly PackWriter packs;
    private readonly ChunkPipeline pipeline;
    private readonly ConcurrentDictionary<ChunkId, byte> claimed = new();
    private readonly SegmentBuilder segments;
    private readonly SegmentBuilder catalogSegments;
    private readonly ChunkList catalog = new();
    private readonly Queue<(SnapshotEntry Entry, ChunkList Chunks)> pending = new();
    private readonly MemoryStream catalogRecords = new();
    private readonly ProgressMeter meter;
    private readonly DateTimeOffset created;
    private long unreadBytes;
    private ChunkPipeline? catalogPipeline;

    private SnapshotWriter(BackupRepository repository, SnapshotOptions options, RepositoryLock held, Index.RepositoryIndex index, string id, CancellationToken cancellationToken)
    {
        this.repository = repository;
        this.options = options;
        this.held = held;
        this.index = index;
        Id = id;
        created = options.Created ?? repository.Time.GetUtcNow();
        meter = new ProgressMeter(options.Progress, repository.Time, options.ExpectedBytes);
        stopping = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        packs = new PackWriter(repository, held, publishes: true, stopping.Token);
        pipeline = new ChunkPipeline(repository.Cipher, index, packs, claimed, Math.Max(1, options.Workers), options.Level, stopping.Token);
        var chunker = new ContentDefinedChunker(repository.Cipher.GearSeed);
        segments = new SegmentBuilder(chunker, isCatalog: false, pipeline.Rent, pipeline.AddAsync);
        catalogSegments = new SegmentBuilder(chunker, isCatalog: true, pipeline.Rent, (segment, token) => (catalogPipeline ?? pipeline).AddAsync(segment, token));
    }

    /// <summary>The id that the snapshot will have.</summary>
    public string Id { get; }

    /// <summary>Begins a snapshot.</summary>
    /// <param name="repository">Where to.</param>
    /// <param name="options">How.</param>
    /// <param name="cancellationToken">Stops the whole work of the writer.</param>
    /// <returns>A writer to be disposed of.</returns>
    /// <exception cref="RepositoryException">The repository cannot be read or written.</exception>
    public static async Task<SnapshotWriter> StartAsync(BackupRepository repository, SnapshotOptions options, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(repository);
        ArgumentNullException.ThrowIfNull(options);
        var id = Guid.NewGuid().ToString("n");

        // The lock comes before the index is read: a collection that does not see the lock has published its index before.
        var held = await repository.Locks.AcquireAsync(LockPurpose.Write, id, cancellationToken).ConfigureAwait(false);
        try
        {
            var index = await repository.Index.LoadAsync(cancellationToken).ConfigureAwait(false);
            if (await new DamageFinder(repository).MarkMissingAsync(index, cancellationToken).ConfigureAwait(false))
            {
                index = await repository.Index.LoadAsync(cancellationToken).ConfigureAwait(false);
            }

            return new SnapshotWriter(repository, options, held, index, id, cancellationToken);
        }
        catch
        {
            await held.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    /// <summary>Adds a file.</summary>
    /// <param name="entry">Its path and metadata; the size is set to what was read.</param>
    /// <param name="content">Its content, read to the end.</param>
    /// <param name="kind">How it is cut.</param>
    /// <param name="cancellationToken">Gives up; the writer can then only be disposed of.</param>
    /// <returns>A task that ends when the content was read; it may not be stored yet.</returns>
    /// <exception cref="RepositoryException">The repository cannot be written.</exception>
    public async Task AddFileAsync(SnapshotEntry entry, Stream content, ChunkingKind kind, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(entry);
        ArgumentNullException.ThrowIfNull(content);
        meter.Current = entry.Path;
        var list = new ChunkList();
        var size = await segments.AddAsync(content, kind, list, last: true, read => meter.Add(read), cancellationToken).ConfigureAwait(false);
        meter.Add(0, 1);
        pending.Enqueue((entry with { Size = size, Type = EntryType.File }, list));
        await WriteCompleteAsync(cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Adds something that has no content: a folder, a symbolic link, a hard link.</summary>
    /// <param name="entry">Its path and metadata.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>A task that ends when it was noted.</returns>
    public async Task AddEntryAsync(SnapshotEntry entry, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(entry);
        meter.Add(0, 1);
        pending.Enqueue((entry, ChunkList.Of([])));
        await WriteCompleteAsync(cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Adds a file whose content is known from an earlier snapshot, without reading it.</summary>
    /// <param name="entry">Its path and metadata as they are now.</param>
    /// <param name="chunks">Its chunks in the earlier snapshot.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>Whether it was added; not when the repository no longer has all the chunks: then the file must be read.</returns>
    public async Task<bool> TryAddUnchangedAsync(SnapshotEntry entry, IReadOnlyList<ChunkReference> chunks, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(entry);
        ArgumentNullException.ThrowIfNull(chunks);
        if (!chunks.All(c => index.MayReferTo(c.Id)) || chunks.Sum(c => (long)c.Length) != entry.Size)
        {
            return false;
        }

        unreadBytes += entry.Size;
        meter.Add(entry.Size, 1);
        pending.Enqueue((entry, ChunkList.Of(chunks)));
        await WriteCompleteAsync(cancellationToken).ConfigureAwait(false);
        return true;
    }

    /// <summary>Looks through an earlier snapshot's catalog, which could not be read, so that this one does not refer to what is damaged of it.</summary>
    internal Task DistrustCatalogAsync(SnapshotManifest earlier, CancellationToken cancellationToken) =>
        new DamageFinder(repository).DistrustDamagedAsync(index, earlier.Catalog.Select(c => c.Id), cancellationToken);

    /// <summary>Finishes the snapshot: its packs are durable before its index is, and its index before its manifest.</summary>
    /// <param name="attributes">What its maker wants to find again.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>The manifest.</returns>
    /// <exception cref="RepositoryException">The storage failed, or the writer's lock was broken: the snapshot does not exist.</exception>
    public async Task<SnapshotManifest> CommitAsync(IReadOnlyDictionary<string, string>? attributes = null, CancellationToken cancellationToken = default)
    {
        await segments.FlushAsync(cancellationToken).ConfigureAwait(false);
        await pipeline.FinishAsync().ConfigureAwait(false);
        await WriteCatalogAsync(cancellationToken).ConfigureAwait(false);
        await packs.FinishAsync(cancellationToken).ConfigureAwait(false);
        await held.EnsureHeldAsync(cancellationToken).ConfigureAwait(false);

        var statistics = new SnapshotStatistics(meter.Entries, meter.Bytes, unreadBytes, pipeline.NewBytes + catalogPipeline!.NewBytes, packs.StoredBytes, Math.Round(meter.Elapsed.TotalSeconds, 3));
        var manifest = new SnapshotManifest
        {
            Id = Id,
            Created = created,
            Group = options.Group,
            Host = Environment.MachineName,
            Sources = options.Sources,
            Attributes = attributes ?? new Dictionary<string, string>(),
            Parent = options.Parent,
            Statistics = statistics,
            Catalog = [.. catalog.References],
        };
        await repository.Snapshots.AddAsync(manifest, cancellationToken).ConfigureAwait(false);
        meter.Report();
        return manifest;
    }

    /// <summary>Stops all work and frees the lock.</summary>
    /// <returns>A task that ends when everything stopped.</returns>
    public async ValueTask DisposeAsync()
    {
        await stopping.CancelAsync().ConfigureAwait(false);
        await pipeline.DisposeAsync().ConfigureAwait(false);
        if (catalogPipeline is not null)
        {
            await catalogPipeline.DisposeAsync().ConfigureAwait(false);
        }

        await packs.DisposeAsync().ConfigureAwait(false);
        await held.DisposeAsync().ConfigureAwait(false);
        await catalogRecords.DisposeAsync().ConfigureAwait(false);
        stopping.Dispose();
    }

    /// <summary>Writes the entries whose chunks are all named, so that what is not written yet stays small.</summary>
    private async Task WriteCompleteAsync(CancellationToken cancellationToken)
    {
        while (pending.TryPeek(out var next) && next.Chunks.IsComplete)
        {
            pending.Dequeue();
            catalogRecords.Write(CatalogRecord.Write(new CatalogEntry(next.Entry, next.Chunks.References)));
        }

        if (catalogRecords.Length >= Segment.TargetSize)
        {
            await FlushRecordsAsync(last: false, cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>Now that every chunk has its name, the rest of the catalog goes its own way.</summary>
    private async Task WriteCatalogAsync(CancellationToken cancellationToken)
    {
        catalogPipeline = new ChunkPipeline(repository.Cipher, index, packs, claimed, workers: 1, options.Level, stopping.Token);
        await WriteCompleteAsync(cancellationToken).ConfigureAwait(false);
        await FlushRecordsAsync(last: true, cancellationToken).ConfigureAwait(false);
        await catalogSegments.FlushAsync(cancellationToken).ConfigureAwait(false);
        await catalogPipeline.FinishAsync().ConfigureAwait(false);
    }

    private async Task FlushRecordsAsync(bool last, CancellationToken cancellationToken)
    {
        catalogRecords.Position = 0;
        await catalogSegments.AddAsync(catalogRecords, ChunkingKind.ContentDefined, catalog, last, read: null, cancellationToken).ConfigureAwait(false);
        catalogRecords.SetLength(0);
    }
}

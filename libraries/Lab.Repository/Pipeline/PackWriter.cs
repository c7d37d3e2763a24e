using System.Collections.Concurrent;
using System.Threading.Channels;
using Lab.Repository.Backends;
using Lab.Repository.Format;
using Lab.Repository.Index;
using Lab.Repository.Locks;
using Lab.Repository.Packs;

namespace Lab.Repository.Pipeline;

/// <summary>
/// Collects blobs into packs, those of catalogs into their own, stores full packs in the background, and publishes stored packs in the index.
/// At most four packs of contents are in memory.
/// </summary>
internal sealed class PackWriter : IAsyncDisposable
{
    private const int Uploads = 2;

    /// <summary>Packs between two index files, so that an interrupted backup of a large system is not begun anew.</summary>
    private const int PacksPerIndex = 64;

    /// <summary>What a pack of catalogs begins with: most stay smaller.</summary>
    private const int SmallPack = 1024 * 1024;

    private readonly IBackend backend;
    private readonly RepositoryCipher cipher;
    private readonly IndexStore index;
    private readonly TimeProvider time;
    private readonly Guid writer;
    private readonly RepositoryLock? publisher;
    private readonly SemaphoreSlim gate = new(1);
    private readonly Channel<PackBuilder> full = Channel.CreateBounded<PackBuilder>(1);
    private readonly ConcurrentBag<byte[]> buffers = [];
    private readonly ConcurrentQueue<Pack> stored = new();
    private readonly List<Pack> all = [];
    private readonly Task uploading;
    private PackBuilder? contents;
    private PackBuilder? catalogs;
    private uint number;
    private long storedBytes;

    /// <param name="repository">Where to.</param>
    /// <param name="held">The writer's lock; its id is the first part of the packs' ids.</param>
    /// <param name="publishes">Whether to publish packs in the index; else <see cref="FinishAsync"/> only returns them.</param>
    /// <param name="cancellationToken">Stops storing.</param>
    public PackWriter(BackupRepository repository, RepositoryLock held, bool publishes, CancellationToken cancellationToken)
    {
        backend = repository.Backend;
        cipher = repository.Cipher;
        index = repository.Index;
        time = repository.Time;
        writer = held.Record.Id;
        publisher = publishes ? held : null;
        uploading = Task.WhenAll(Enumerable.Range(0, Uploads).Select(_ => Task.Run(() => UploadAsync(cancellationToken), CancellationToken.None)));
    }

    /// <summary>Bytes of packs that were stored.</summary>
    public long StoredBytes => Interlocked.Read(ref storedBytes);

    /// <summary>Adds a blob to the pack in the making.</summary>
    public async Task AddAsync(ReadOnlyMemory<byte> packed, BlobChunk[] chunks, bool isCatalog, CancellationToken cancellationToken)
    {
        await gate.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            var current = isCatalog
                ? catalogs ??= new PackBuilder(cipher, new PackId(writer, number++ | PackId.CatalogFlag), GC.AllocateUninitializedArray<byte>(SmallPack))
                : contents ??= new PackBuilder(cipher, new PackId(writer, number++), buffers.TryTake(out var buffer) ? buffer : null);
            current.Add(packed.Span, chunks);
            if (current.IsFull)
            {
                await HandOnAsync(current, cancellationToken).ConfigureAwait(false);
            }
        }
        finally
        {
            gate.Release();
        }
    }

    /// <summary>Stores what is left and publishes it.</summary>
    /// <returns>All packs that were written.</returns>
    public async Task<IReadOnlyList<Pack>> FinishAsync(CancellationToken cancellationToken)
    {
        foreach (var last in new[] { contents, catalogs })
        {
            if (last is { IsEmpty: false })
            {
                await HandOnAsync(last, cancellationToken).ConfigureAwait(false);
            }
        }

        full.Writer.TryComplete();
        await uploading.ConfigureAwait(false);
        await PublishAsync(cancellationToken).ConfigureAwait(false);
        return all;
    }

    public async ValueTask DisposeAsync()
    {
        full.Writer.TryComplete();
        await uploading.ContinueWith(_ => { }, CancellationToken.None, TaskContinuationOptions.None, TaskScheduler.Default).ConfigureAwait(false);
        while (full.Reader.TryRead(out var left))
        {
            left.Dispose();
        }

        contents?.Dispose();
        catalogs?.Dispose();
        gate.Dispose();
    }

    private async Task HandOnAsync(PackBuilder handedOn, CancellationToken cancellationToken)
    {
        contents = handedOn == contents ? null : contents;
        catalogs = handedOn == catalogs ? null : catalogs;
        try
        {
            await full.Writer.WriteAsync(handedOn, cancellationToken).ConfigureAwait(false);
        }
        catch (ChannelClosedException)
        {
            // An upload failed: its error is the one to report.
            await uploading.ConfigureAwait(false);
            throw;
        }

        if (stored.Count >= PacksPerIndex)
        {
            await PublishAsync(cancellationToken).ConfigureAwait(false);
        }
    }

    private async Task UploadAsync(CancellationToken cancellationToken)
    {
        try
        {
            await foreach (var builder in full.Reader.ReadAllAsync(cancellationToken).ConfigureAwait(false))
            {
                using (builder)
                {
                    var (pack, content) = builder.Close(time.GetUtcNow());
                    if (!await backend.PutAsync(pack.Id.Key, content, onlyIfAbsent: true, cancellationToken).ConfigureAwait(false))
                    {
                        throw new RepositoryException(RepositoryError.Damaged, $"{pack.Id.Key} exists already.");
                    }

                    Interlocked.Add(ref storedBytes, content.Length);
                    stored.Enqueue(pack);
                    if (!pack.Id.IsCatalog)
                    {
                        buffers.Add(builder.Buffer);
                    }
                }
            }
        }
        catch (Exception error)
        {
            full.Writer.TryComplete(error);
            throw;
        }
    }

    private async Task PublishAsync(CancellationToken cancellationToken)
    {
        var packs = new List<Pack>();
        while (stored.TryDequeue(out var pack))
        {
            packs.Add(pack);
        }

        if (packs.Count > 0 && publisher is not null)
        {
            // Packs of a writer whose lock was broken may have been removed as garbage.
            await publisher.EnsureHeldAsync(cancellationToken).ConfigureAwait(false);
            await index.AddAsync(packs, cancellationToken).ConfigureAwait(false);
        }

        all.AddRange(packs);
    }
}

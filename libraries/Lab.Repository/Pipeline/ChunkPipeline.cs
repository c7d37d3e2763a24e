using System.Collections.Concurrent;
using System.Threading.Channels;
using Lab.Repository.Format;
using Lab.Repository.Index;
using Lab.Repository.Packs;
using Lab.Repository.Snapshots;

namespace Lab.Repository.Pipeline;

/// <summary>
/// Workers, one per processor, that name the chunks of segments, leave out what the repository has, compress the rest and hand it to the pack
/// writer. Memory: about 5 MiB per worker for segments and buffers, beside the packs.
/// </summary>
internal sealed class ChunkPipeline : IAsyncDisposable
{
    private readonly RepositoryCipher cipher;
    private readonly RepositoryIndex index;
    private readonly PackWriter packs;
    private readonly ConcurrentDictionary<ChunkId, byte> claimed;
    private readonly ConcurrentBag<Segment> free = [];
    private readonly Channel<Segment> segments;
    private readonly CancellationTokenSource stopping;
    private readonly Task working;
    private readonly int? level;
    private long newBytes;

    /// <param name="cipher">The repository's.</param>
    /// <param name="index">What the repository has.</param>
    /// <param name="packs">Receives what it has not.</param>
    /// <param name="claimed">The chunks that the writer has stored already; it is added to.</param>
    /// <param name="workers">How many.</param>
    /// <param name="level">The zstd level; chosen by the kind of data when null.</param>
    /// <param name="cancellationToken">Stops the workers.</param>
    public ChunkPipeline(
        RepositoryCipher cipher, RepositoryIndex index, PackWriter packs, ConcurrentDictionary<ChunkId, byte> claimed, int workers, int? level, CancellationToken cancellationToken)
    {
        this.claimed = claimed;
        this.cipher = cipher;
        this.index = index;
        this.packs = packs;
        this.level = level;
        stopping = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        segments = Channel.CreateBounded<Segment>(new BoundedChannelOptions(workers) { SingleWriter = true });
        working = Task.WhenAll(Enumerable.Range(0, workers).Select(_ => Task.Run(WorkAsync, CancellationToken.None)));
    }

    /// <summary>Bytes of chunks that the repository did not have.</summary>
    public long NewBytes => Interlocked.Read(ref newBytes);

    public Segment Rent() => free.TryTake(out var segment) ? segment : new Segment();

    /// <summary>Hands a segment to the next free worker and waits while all are busy.</summary>
    public async ValueTask AddAsync(Segment segment, CancellationToken cancellationToken)
    {
        try
        {
            await segments.Writer.WriteAsync(segment, cancellationToken).ConfigureAwait(false);
        }
        catch (ChannelClosedException)
        {
            // A worker failed: its error is the one to report.
            await working.ConfigureAwait(false);
            throw;
        }
    }

    /// <summary>Waits until every segment is done. None can be added afterwards.</summary>
    public async Task FinishAsync()
    {
        segments.Writer.TryComplete();
        await working.ConfigureAwait(false);
    }

    public async ValueTask DisposeAsync()
    {
        segments.Writer.TryComplete();
        await stopping.CancelAsync().ConfigureAwait(false);
        await working.ContinueWith(_ => { }, CancellationToken.None, TaskContinuationOptions.None, TaskScheduler.Default).ConfigureAwait(false);
        stopping.Dispose();
    }

    private async Task WorkAsync()
    {
        // Pages of a relation hold numbers rather than text: the lower level is twice as fast on them and no worse.
        using var pages = new BlobCodec(level ?? BlobCodec.PageLevel);
        using var mixed = new BlobCodec(level ?? BlobCodec.DefaultLevel);
        var scratch = Array.Empty<byte>();
        var packed = GC.AllocateUninitializedArray<byte>(BlobCodec.Bound(Segment.TargetSize + (2 * Chunking.ChunkSizes.Largest)));
        try
        {
            await foreach (var segment in segments.Reader.ReadAllAsync(stopping.Token).ConfigureAwait(false))
            {
                var chunks = Identify(segment, out var compact);
                if (chunks.Length > 0)
                {
                    var raw = compact ? Compact(segment, chunks, ref scratch) : segment.Buffer.AsMemory(0, segment.Cut);
                    var size = (segment.IsMixed ? mixed : pages).Pack(raw.Span, packed);
                    await packs.AddAsync(packed.AsMemory(0, size), [.. chunks.Select(c => c.Chunk)], segment.IsCatalog, stopping.Token).ConfigureAwait(false);
                    Interlocked.Add(ref newBytes, raw.Length);
                }

                segment.Clear();
                free.Add(segment);
            }
        }
        catch (Exception error)
        {
            segments.Writer.TryComplete(error);
            await stopping.CancelAsync().ConfigureAwait(false);
            throw;
        }
    }

    private (BlobChunk Chunk, int Offset)[] Identify(Segment segment, out bool compact)
    {
        var wanted = new List<(BlobChunk, int)>(segment.Cuts.Count);
        foreach (var cut in segment.Cuts)
        {
            var id = cipher.Identify(segment.Buffer.AsSpan(cut.Offset, cut.Length));
            cut.List.Fill(cut.Ordinal, new ChunkReference(id, cut.Length));
            if (!index.MayReferTo(id) && claimed.TryAdd(id, 0))
            {
                wanted.Add((new BlobChunk(id, cut.Length), cut.Offset));
            }
        }

        compact = wanted.Count < segment.Cuts.Count;
        return [.. wanted];
    }

    private static ReadOnlyMemory<byte> Compact(Segment segment, (BlobChunk Chunk, int Offset)[] chunks, ref byte[] scratch)
    {
        if (scratch.Length == 0)
        {
            scratch = GC.AllocateUninitializedArray<byte>(segment.Buffer.Length);
        }

        var length = 0;
        foreach (var (chunk, offset) in chunks)
        {
            segment.Buffer.AsSpan(offset, chunk.Length).CopyTo(scratch.AsSpan(length));
            length += chunk.Length;
        }

        return scratch.AsMemory(0, length);
    }
}

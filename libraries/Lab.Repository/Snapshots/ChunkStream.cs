using Lab.Repository.Backends;
using Lab.Repository.Format;
using Lab.Repository.Index;
using Lab.Repository.Packs;

namespace Lab.Repository.Snapshots;

/// <summary>A stream read from its chunks, with random access. Every chunk is compared with its id before a byte of it is returned.</summary>
internal sealed class ChunkStream : Stream
{
    private readonly RepositoryIndex index;
    private readonly RepositoryCipher cipher;
    private readonly IReadOnlyList<ChunkReference> chunks;
    private readonly long[] ends;
    private readonly BlobReader reader;
    private PackBlob? blob;
    private ReadOnlyMemory<byte> raw;
    private int checkedChunk = -1;
    private ReadOnlyMemory<byte> chunk;
    private long position;

    public ChunkStream(IBackend backend, RepositoryCipher cipher, RepositoryIndex index, IReadOnlyList<ChunkReference> chunks)
    {
        this.cipher = cipher;
        this.index = index;
        this.chunks = chunks;
        reader = new BlobReader(backend, cipher);
        ends = new long[chunks.Count];
        long end = 0;
        for (var i = 0; i < ends.Length; i++)
        {
            ends[i] = end += chunks[i].Length;
        }
    }

    public override bool CanRead => true;

    public override bool CanSeek => true;

    public override bool CanWrite => false;

    public override long Length => ends.Length == 0 ? 0 : ends[^1];

    public override long Position
    {
        get => position;
        set => position = value >= 0 ? value : throw new ArgumentOutOfRangeException(nameof(value), "A position is not negative.");
    }

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        if (position >= Length || buffer.IsEmpty)
        {
            return 0;
        }

        var found = Array.BinarySearch(ends, position);
        var ordinal = found >= 0 ? found + 1 : ~found;
        if (ordinal != checkedChunk)
        {
            await LoadAsync(ordinal, cancellationToken).ConfigureAwait(false);
        }

        var offset = (int)(position - (ends[ordinal] - chunks[ordinal].Length));
        var count = Math.Min(buffer.Length, chunk.Length - offset);
        chunk.Slice(offset, count).CopyTo(buffer);
        position += count;
        return count;
    }

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override int Read(byte[] buffer, int offset, int count) =>
        ReadAsync(buffer.AsMemory(offset, count)).AsTask().GetAwaiter().GetResult();

    public override long Seek(long offset, SeekOrigin origin) => Position = origin switch
    {
        SeekOrigin.Begin => offset,
        SeekOrigin.Current => position + offset,
        _ => Length + offset,
    };

    public override void Flush()
    {
    }

    public override void SetLength(long value) => throw new NotSupportedException("A snapshot does not change.");

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException("A snapshot does not change.");

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            reader.Dispose();
        }

        base.Dispose(disposing);
    }

    private async Task LoadAsync(int ordinal, CancellationToken cancellationToken)
    {
        var reference = chunks[ordinal];
        var location = index.Find(reference.Id);
        checkedChunk = -1;
        if (!ReferenceEquals(blob, location.Blob))
        {
            blob = null;
            raw = await reader.ReadAsync(location.Pack.Id, location.Blob, cancellationToken).ConfigureAwait(false);
            blob = location.Blob;
        }

        chunk = raw.Slice(location.Offset, location.Length);
        if (location.Length != reference.Length || cipher.Identify(chunk.Span) != reference.Id)
        {
            throw new RepositoryException(RepositoryError.Damaged, $"{location.Pack.Id.Key} holds other bytes than chunk {reference.Id} should have.");
        }

        checkedChunk = ordinal;
    }
}

using System.Buffers;
using System.Collections.Concurrent;

namespace Lab.Engines.ObjectStore.Http;

/// <summary>
/// Memory for connections in blocks of 64 KiB, where the server's own has 4 KiB: a large body then takes a sixteenth of the calls to the
/// system. Up to 16 MiB of unused blocks are kept.
/// </summary>
internal sealed class BlockPool : MemoryPool<byte>
{
    private const int BlockSize = 64 << 10;
    private const int MostUnused = 256;

    private readonly ConcurrentQueue<Block> unused = new();

    public override int MaxBufferSize => BlockSize;

    public override IMemoryOwner<byte> Rent(int minBufferSize = -1)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(minBufferSize, BlockSize);
        return unused.TryDequeue(out var block) ? block : new Block(this);
    }

    protected override void Dispose(bool disposing) => unused.Clear();

    private sealed class Block(BlockPool pool) : IMemoryOwner<byte>
    {
        public Memory<byte> Memory { get; } = GC.AllocateUninitializedArray<byte>(BlockSize, pinned: true);

        public void Dispose()
        {
            if (pool.unused.Count < MostUnused)
            {
                pool.unused.Enqueue(this);
            }
        }
    }
}

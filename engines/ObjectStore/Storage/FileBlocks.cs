using System.Collections.Concurrent;

namespace Lab.Engines.ObjectStore.Storage;

/// <summary>Memory to write files from, in blocks of 1 MiB. Up to 16 unused ones are kept.</summary>
internal sealed class FileBlocks
{
    /// <summary>The bytes of a block.</summary>
    public const int Size = 1 << 20;

    private const int MostUnused = 16;

    private readonly ConcurrentQueue<byte[]> unused = new();

    public byte[] Rent() => unused.TryDequeue(out var block) ? block : GC.AllocateUninitializedArray<byte>(Size);

    public void Return(byte[] block)
    {
        if (unused.Count < MostUnused)
        {
            unused.Enqueue(block);
        }
    }
}

using System.Security.Cryptography;
using Lab.Engines.ObjectStore.Payload;
using Microsoft.Win32.SafeHandles;

namespace Lab.Engines.ObjectStore.Storage;

/// <summary>Writes a body to a file in constant memory: while some blocks are hashed and others written, the next are received.</summary>
internal sealed class FileWriter : IDisposable
{
    private const int Blocks = 4;

    private readonly FileBlocks pool;
    private readonly SafeFileHandle file;
    private readonly Checksum? checksum;
    private readonly IncrementalHash md5 = IncrementalHash.CreateHash(HashAlgorithmName.MD5);
    private readonly (byte[]? Block, Task Free)[] slots = new (byte[]?, Task)[Blocks];
    private Task hashing = Task.CompletedTask;
    private Task writing = Task.CompletedTask;

    /// <param name="pool">Gives the blocks.</param>
    /// <param name="path">The file, which must not exist.</param>
    /// <param name="length">How much to expect; <see langword="null"/> if unknown.</param>
    /// <param name="checksum">Computed along the way; <see langword="null"/> for none.</param>
    public FileWriter(FileBlocks pool, string path, long? length, Checksum? checksum)
    {
        this.pool = pool;
        this.checksum = checksum;
        Array.Fill(slots, (null, Task.CompletedTask));
        file = File.OpenHandle(path, FileMode.CreateNew, FileAccess.Write, FileShare.None, FileOptions.None, length is > 0 and < (8L << 30) ? length.Value : 0);
    }

    /// <summary>Writes all of a body and flushes it to the disk.</summary>
    /// <returns>Its size in bytes and its MD5 in lower-case hexadecimal.</returns>
    public async Task<(long Size, string Md5)> WriteAsync(Stream body, CancellationToken cancellationToken)
    {
        long size = 0;
        try
        {
            for (var (slot, read) = (0, FileBlocks.Size); read == FileBlocks.Size; slot = (slot + 1) % Blocks)
            {
                await slots[slot].Free.ConfigureAwait(false);
                var block = slots[slot].Block ??= pool.Rent();
                read = await body.ReadAtLeastAsync(block, FileBlocks.Size, throwOnEndOfStream: false, cancellationToken).ConfigureAwait(false);
                if (read > 0)
                {
                    var (bytes, offset) = (block.AsMemory(0, read), size);
                    hashing = AfterAsync(hashing, () => Hash(bytes.Span), cancellationToken);
                    writing = AfterAsync(writing, () => Write(bytes.Span, offset), cancellationToken);
                    slots[slot].Free = Task.WhenAll(hashing, writing);
                    size += read;
                }
            }
        }
        finally
        {
            // Nobody may use the blocks any more when they go back.
            await Task.WhenAll(hashing, writing).ContinueWith(_ => { }, CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default).ConfigureAwait(false);
        }

        await Task.WhenAll(hashing, writing).ConfigureAwait(false);
        RandomAccess.FlushToDisk(file);
        return (size, Convert.ToHexStringLower(md5.GetHashAndReset()));
    }

    public void Dispose()
    {
        foreach (var (block, _) in slots)
        {
            if (block is not null)
            {
                pool.Return(block);
            }
        }

        file.Dispose();
        md5.Dispose();
    }

    private static async Task AfterAsync(Task before, Action work, CancellationToken cancellationToken)
    {
        await before.ConfigureAwait(false);
        await Task.Run(work, cancellationToken).ConfigureAwait(false);
    }

    private void Hash(ReadOnlySpan<byte> bytes)
    {
        md5.AppendData(bytes);
        checksum?.Append(bytes);
    }

    private void Write(ReadOnlySpan<byte> bytes, long offset)
    {
        RandomAccess.Write(file, bytes, offset);
        if (bytes.Length == FileBlocks.Size)
        {
            // More may follow.
            UnixFiles.BeginFlush(file, offset, bytes.Length);
        }
    }
}

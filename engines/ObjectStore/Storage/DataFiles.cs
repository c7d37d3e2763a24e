using System.Buffers;
using System.IO.Pipelines;
using System.Security.Cryptography;
using Lab.Engines.ObjectStore.Http;
using Lab.Engines.ObjectStore.Payload;

namespace Lab.Engines.ObjectStore.Storage;

/// <summary>Keeps the bytes of objects: a file each, which is on the disk before anything refers to it.</summary>
internal sealed class DataFiles
{
    private const int BufferSize = 1 << 20;
    private const int ReadSize = 64 << 10;
    private const int FlushSize = 512 << 10;

    private readonly string folder;
    private readonly FileReaders readers;

    /// <param name="folder">Where the files lie.</param>
    public DataFiles(string folder)
    {
        this.folder = folder;
        readers = new FileReaders(DeleteNow);
    }

    /// <summary>Makes the folders; file names begin with two of their hexadecimal digits.</summary>
    public void Create()
    {
        for (var prefix = 0; prefix < 256; prefix++)
        {
            Directory.CreateDirectory(Path.Combine(folder, prefix.ToString("x2", System.Globalization.CultureInfo.InvariantCulture)));
        }
    }

    /// <summary>Writes a stream to a file of its own in constant memory: while one buffer is hashed and written, the next is read.</summary>
    /// <param name="body">The data; what it throws leaves nothing behind.</param>
    /// <param name="length">How much to expect; <see langword="null"/> if unknown.</param>
    /// <param name="checksum">Computed along the way; <see langword="null"/> for none.</param>
    /// <param name="cancellationToken">Ends it early.</param>
    public async Task<StoredData> WriteAsync(Stream body, long? length, Checksum? checksum, CancellationToken cancellationToken)
    {
        var name = Guid.NewGuid().ToString("n");
        var file = PathOf(name);
        var buffers = (Current: ArrayPool<byte>.Shared.Rent(BufferSize), Next: ArrayPool<byte>.Shared.Rent(BufferSize));
        var writing = Task.CompletedTask;
        try
        {
            using var md5 = IncrementalHash.CreateHash(HashAlgorithmName.MD5);
            using var handle = File.OpenHandle(file, FileMode.CreateNew, FileAccess.Write, FileShare.None, FileOptions.None, length is > 0 and < (8L << 30) ? length.Value : 0);
            long size = 0;
            for (int read; (read = await FillAsync(body, buffers.Current, cancellationToken).ConfigureAwait(false)) > 0;)
            {
                await writing.ConfigureAwait(false);
                var (bytes, offset) = (buffers.Current.AsMemory(0, read), size);
                writing = Task.Run(
                    () =>
                    {
                        md5.AppendData(bytes.Span);
                        checksum?.Append(bytes.Span);
                        RandomAccess.Write(handle, bytes.Span, offset);
                        UnixFiles.BeginFlush(handle, offset, bytes.Length);
                    },
                    cancellationToken);
                size += read;
                buffers = (buffers.Next, buffers.Current);
            }

            await writing.ConfigureAwait(false);
            if (length is { } expected && size != expected)
            {
                throw new S3Exception(400, "IncompleteBody", $"The body has {size} bytes; {expected} were announced.");
            }

            RandomAccess.FlushToDisk(handle);
            UnixFiles.FlushFolder(Path.GetDirectoryName(file)!);
            return new StoredData(new Segment(name, size), Convert.ToHexStringLower(md5.GetHashAndReset()), checksum?.Finish());
        }
        catch
        {
            await writing.ContinueWith(_ => { }, CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default).ConfigureAwait(false);
            Delete(name);
            throw;
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffers.Current);
            ArrayPool<byte>.Shared.Return(buffers.Next);
        }
    }

    /// <summary>Copies a range of an object's data and flushes it.</summary>
    public async Task CopyAsync(IEnumerable<Segment> segments, long offset, long count, PipeWriter target, CancellationToken cancellationToken)
    {
        foreach (var segment in segments)
        {
            if (count == 0)
            {
                return;
            }

            if (offset >= segment.Size)
            {
                offset -= segment.Size;
                continue;
            }

            using var handle = File.OpenHandle(PathOf(segment.File), FileMode.Open, FileAccess.Read, FileShare.Read | FileShare.Delete, FileOptions.SequentialScan);
            while (count > 0 && offset < segment.Size)
            {
                // Read to where it is sent from: nothing is copied between.
                var memory = target.GetMemory(ReadSize);
                var wanted = (int)Math.Min(Math.Min(memory.Length, count), segment.Size - offset);
                var read = RandomAccess.Read(handle, memory.Span[..wanted], offset);
                if (read == 0)
                {
                    throw new IOException($"The data file {segment.File} is shorter than its object.");
                }

                target.Advance(read);
                (offset, count) = (offset + read, count - read);
                if (target.UnflushedBytes >= FlushSize && (await target.FlushAsync(cancellationToken).ConfigureAwait(false)).IsCompleted)
                {
                    // Nobody reads any more.
                    return;
                }
            }

            offset = 0;
        }

        await target.FlushAsync(cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Begins to read files whose names the database is then asked for: none of them goes before this is disposed.</summary>
    public IDisposable BeginReading() => readers.Begin();

    /// <summary>Deletes a file that nothing refers to any more, once nobody reads it.</summary>
    public void Delete(string name) => readers.Delete(name);

    private void DeleteNow(string name)
    {
        try
        {
            File.Delete(PathOf(name));
        }
        catch (IOException)
        {
            // The next start finds it among the files that no object refers to.
        }
    }

    /// <summary>Names of all files there are.</summary>
    public IEnumerable<string> All() => Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories).Select(file => Path.GetFileName(file));

    private string PathOf(string name) => Path.Combine(folder, name[..2], name);

    private static async ValueTask<int> FillAsync(Stream body, byte[] buffer, CancellationToken cancellationToken)
    {
        var filled = 0;
        for (int read; filled < BufferSize && (read = await body.ReadAsync(buffer.AsMemory(filled, BufferSize - filled), cancellationToken).ConfigureAwait(false)) > 0;)
        {
            filled += read;
        }

        return filled;
    }
}

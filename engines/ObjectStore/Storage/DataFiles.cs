using System.IO.Pipelines;
using Lab.Engines.ObjectStore.Http;
using Lab.Engines.ObjectStore.Payload;

namespace Lab.Engines.ObjectStore.Storage;

/// <summary>Keeps the bytes of objects: a file each, which is on the disk before anything refers to it.</summary>
internal sealed class DataFiles
{
    private const int ReadSize = 64 << 10;
    private const int FlushSize = 64 << 10;

    private readonly string folder;
    private readonly FileReaders readers;
    private readonly FileBlocks blocks = new();

    /// <param name="folder">Where the files lie.</param>
    public DataFiles(string folder)
    {
        this.folder = folder;
        // A large file takes its time to go, for which nobody needs to wait.
        readers = new FileReaders(name => Task.Run(() => DeleteNow(name)));
    }

    /// <summary>Makes the folders; file names begin with two of their hexadecimal digits.</summary>
    public void Create()
    {
        for (var prefix = 0; prefix < 256; prefix++)
        {
            Directory.CreateDirectory(Path.Combine(folder, prefix.ToString("x2", System.Globalization.CultureInfo.InvariantCulture)));
        }
    }

    /// <summary>Writes a stream to a file of its own, in constant memory.</summary>
    /// <param name="body">The data; what it throws leaves nothing behind.</param>
    /// <param name="length">How much to expect; <see langword="null"/> if unknown.</param>
    /// <param name="checksum">Computed along the way; <see langword="null"/> for none.</param>
    /// <param name="cancellationToken">Ends it early.</param>
    public async Task<StoredData> WriteAsync(Stream body, long? length, Checksum? checksum, CancellationToken cancellationToken)
    {
        var name = Guid.NewGuid().ToString("n");
        var path = PathOf(name);
        try
        {
            using var writer = new FileWriter(blocks, path, length, checksum);
            var (size, md5) = await writer.WriteAsync(body, cancellationToken).ConfigureAwait(false);
            if (length is { } expected && size != expected)
            {
                throw new S3Exception(400, "IncompleteBody", $"The body has {size} bytes; {expected} were announced.");
            }

            UnixFiles.FlushFolder(Path.GetDirectoryName(path)!);
            return new StoredData(new Segment(name, size), md5, checksum?.Finish());
        }
        catch
        {
            Delete(name);
            throw;
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
}

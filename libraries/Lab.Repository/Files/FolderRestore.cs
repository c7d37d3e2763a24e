using Lab.Repository.Backends;
using Lab.Repository.Format;
using Lab.Repository.Pipeline;
using Lab.Repository.Snapshots;

namespace Lab.Repository.Files;

/// <summary>
/// Restores a snapshot, or a part of it, into a folder. What is already there is compared chunk by chunk and only what differs is written.
/// Each chunk is compared with its id before it is written: a damaged repository ends the restore with an error and never yields wrong bytes.
/// </summary>
public sealed class FolderRestore
{
    private readonly SnapshotReader snapshot;
    private readonly string root;
    private readonly RestoreOptions options;
    private readonly RestorePlan plan = new();
    private readonly List<SnapshotEntry> done = [];
    private readonly HashSet<string> wanted = [];
    private readonly ProgressMeter meter;
    private long total;
    private long written;

    private FolderRestore(SnapshotReader snapshot, string root, RestoreOptions options)
    {
        this.snapshot = snapshot;
        this.root = root;
        this.options = options;
        meter = new ProgressMeter(options.Progress, snapshot.Repository.Time, options.Path is null ? snapshot.Manifest.Statistics.Bytes : null);
    }

    /// <summary>Restores.</summary>
    /// <param name="snapshot">From which snapshot.</param>
    /// <param name="target">The folder; it is made when it is not there.</param>
    /// <param name="options">How.</param>
    /// <param name="cancellationToken">Gives up; the target is then partly restored, and restoring again completes it.</param>
    /// <returns>What was done.</returns>
    /// <exception cref="RepositoryException">The repository is damaged, the path is not in the snapshot, or the target cannot be written.</exception>
    public static async Task<RestoreResult> RunAsync(SnapshotReader snapshot, string target, RestoreOptions options, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(snapshot);
        ArgumentNullException.ThrowIfNull(options);
        var restore = new FolderRestore(snapshot, Path.GetFullPath(target), options);
        try
        {
            return await restore.RunAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw StorageErrors.From(error, $"{target} cannot be restored to");
        }
        finally
        {
            restore.plan.Clear();
        }
    }

    private async Task<RestoreResult> RunAsync(CancellationToken cancellationToken)
    {
        Directory.CreateDirectory(root);
        var only = options.Path?.Trim('/');
        await foreach (var entry in snapshot.ListAsync(cancellationToken).ConfigureAwait(false))
        {
            var path = entry.Entry.Path;
            if (only is { Length: > 0 } && path != only && !path.StartsWith(only + "/", StringComparison.Ordinal))
            {
                continue;
            }

            Place(entry, cancellationToken);
            if (plan.IsLarge)
            {
                await WriteAsync(cancellationToken).ConfigureAwait(false);
            }
        }

        await WriteAsync(cancellationToken).ConfigureAwait(false);
        if (only is { Length: > 0 } && done.Count == 0)
        {
            throw new RepositoryException(RepositoryError.NotFound, $"snapshot {snapshot.Manifest.Id} has no '{only}'; 'ls' lists what it has.");
        }

        var removed = options.RemoveOthers ? RemoveOthers(new DirectoryInfo(root), "", only) : 0;
        ApplyMetadata();
        meter.Report();
        return new RestoreResult(done.Count, total, Interlocked.Read(ref written), removed, Math.Round(meter.Elapsed.TotalSeconds, 3));
    }

    private string Target(string path)
    {
        if (path.Split('/').Any(part => part is "" or "." or "..") || Path.IsPathRooted(path))
        {
            throw new RepositoryException(RepositoryError.Damaged, $"snapshot {snapshot.Manifest.Id} has an entry '{path}', which is no path inside a folder.");
        }

        return Path.Combine(root, path);
    }

    private void Place(CatalogEntry entry, CancellationToken cancellationToken)
    {
        var target = Target(entry.Entry.Path);
        for (var parent = Path.GetDirectoryName(entry.Entry.Path); !string.IsNullOrEmpty(parent); parent = Path.GetDirectoryName(parent))
        {
            // Nothing is written through a link that lies in the way.
            wanted.Add(parent);
            Clear(Path.Combine(root, parent), FileKind.Folder);
        }

        Directory.CreateDirectory(Path.GetDirectoryName(target)!);
        wanted.Add(entry.Entry.Path);
        done.Add(entry.Entry);
        meter.Current = entry.Entry.Path;
        switch (entry.Entry.Type)
        {
            case EntryType.Folder:
                Clear(target, FileKind.Folder);
                Directory.CreateDirectory(target);
                break;
            case EntryType.SymbolicLink:
                if (new FileInfo(target).LinkTarget != entry.Entry.Target)
                {
                    Clear(target, null);
                    File.CreateSymbolicLink(target, entry.Entry.Target ?? "");
                }

                break;
            case EntryType.File:
                PlaceFile(entry, target, cancellationToken);
                break;
        }

        meter.Add(0, 1);
    }

    private void PlaceFile(CatalogEntry entry, string target, CancellationToken cancellationToken)
    {
        Clear(target, FileKind.File);
        var existing = File.Exists(target) ? new FileInfo(target).Length : -1;
        if (existing >= 0 && FileMetadata.Read(target).Links > 1)
        {
            // What is written here must not show up under other names.
            File.Delete(target);
            existing = -1;
        }

        if (existing >= 0 && !OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(target, File.GetUnixFileMode(target) | UnixFileMode.UserRead | UnixFileMode.UserWrite);
        }

        using (var file = new FileStream(target, NewFile()))
        {
            file.SetLength(entry.Entry.Size);
        }

        total += entry.Entry.Size;
        var restored = new RestoreFile(target, entry.Entry.Sparse && existing < 0);
        plan.Add(restored);
        var same = existing > 0 ? Unchanged(entry, target, existing, cancellationToken) : null;
        long offset = 0;
        for (var i = 0; i < entry.Chunks.Count; i++)
        {
            var chunk = entry.Chunks[i];
            if (same?[i] == true)
            {
                meter.Add(chunk.Length);
            }
            else
            {
                plan.Add(snapshot.Index.Find(chunk.Id), chunk.Id, restored, offset);
            }

            offset += chunk.Length;
        }

        if (offset != entry.Entry.Size)
        {
            throw new RepositoryException(RepositoryError.Damaged, $"snapshot {snapshot.Manifest.Id}: '{entry.Entry.Path}' should have {entry.Entry.Size} bytes, its chunks have {offset}.");
        }
    }

    /// <summary>A file under restoration is nobody else's to read: its own mode comes last.</summary>
    private static FileStreamOptions NewFile()
    {
        var file = new FileStreamOptions { Mode = FileMode.OpenOrCreate, Access = FileAccess.Write, BufferSize = 0 };
        if (!OperatingSystem.IsWindows())
        {
            file.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        return file;
    }

    private bool[] Unchanged(CatalogEntry entry, string target, long existing, CancellationToken cancellationToken)
    {
        var offsets = new long[entry.Chunks.Count];
        for (var i = 1; i < offsets.Length; i++)
        {
            offsets[i] = offsets[i - 1] + entry.Chunks[i - 1].Length;
        }

        var same = new bool[offsets.Length];
        using var file = File.OpenHandle(target);
        Parallel.For(0, offsets.Length, new ParallelOptions { MaxDegreeOfParallelism = options.Workers, CancellationToken = cancellationToken }, i =>
        {
            var chunk = entry.Chunks[i];
            if (offsets[i] + chunk.Length <= existing)
            {
                var bytes = System.Buffers.ArrayPool<byte>.Shared.Rent(chunk.Length);
                same[i] = RandomAccess.Read(file, bytes.AsSpan(0, chunk.Length), offsets[i]) == chunk.Length
                    && snapshot.Repository.Cipher.Identify(bytes.AsSpan(0, chunk.Length)) == chunk.Id;
                System.Buffers.ArrayPool<byte>.Shared.Return(bytes);
            }
        });
        return same;
    }

    private async Task WriteAsync(CancellationToken cancellationToken)
    {
        var pipeline = new RestorePipeline(snapshot.Repository, options.Workers, (pack, raw, pieces) => WritePieces(pack, raw.Span, pieces));
        await pipeline.RunAsync(PackRun.Of(plan.Blobs), cancellationToken).ConfigureAwait(false);
        plan.Clear();
    }

    /// <summary>Writes what lies together in the blob and in the file at once.</summary>
    private void WritePieces(PackId pack, ReadOnlySpan<byte> raw, List<RestorePiece> pieces)
    {
        for (var first = 0; first < pieces.Count;)
        {
            var piece = pieces[first];
            var length = 0;
            var next = first;
            do
            {
                var chunk = pieces[next];
                if (snapshot.Repository.Cipher.Identify(raw.Slice(chunk.BlobOffset, chunk.Length)) != chunk.Id)
                {
                    throw new RepositoryException(RepositoryError.Damaged, $"{pack.Key} holds other bytes than chunk {chunk.Id} should have.");
                }

                length += chunk.Length;
                next++;
            }
            while (next < pieces.Count && pieces[next].File == piece.File && pieces[next].FileOffset == piece.FileOffset + length && pieces[next].BlobOffset == piece.BlobOffset + length);

            piece.File.Write(raw.Slice(piece.BlobOffset, length), piece.FileOffset);
            Interlocked.Add(ref written, length);
            meter.Add(length);
            first = next;
        }
    }

    /// <summary>Removes what stands in the way of an entry of another kind.</summary>
    private static void Clear(string path, FileKind? kept)
    {
        var link = new FileInfo(path).LinkTarget is not null;
        if (!link && Directory.Exists(path))
        {
            if (kept != FileKind.Folder)
            {
                Directory.Delete(path, recursive: true);
            }
        }
        else if (link || (File.Exists(path) && kept != FileKind.File))
        {
            File.Delete(path);
        }
    }

    private long RemoveOthers(DirectoryInfo folder, string name, string? only)
    {
        long removed = 0;
        foreach (var child in folder.EnumerateFileSystemInfos())
        {
            var path = name.Length == 0 ? child.Name : $"{name}/{child.Name}";
            var isFolder = child is DirectoryInfo && child.LinkTarget is null;
            var inScope = only is not { Length: > 0 } || path == only || path.StartsWith(only + "/", StringComparison.Ordinal);
            if (wanted.Contains(path))
            {
                removed += isFolder ? RemoveOthers((DirectoryInfo)child, path, only) : 0;
            }
            else if (inScope)
            {
                removed++;
                if (isFolder)
                {
                    Directory.Delete(child.FullName, recursive: true);
                }
                else
                {
                    child.Delete();
                }
            }
        }

        return removed;
    }

    /// <summary>Links, then metadata: inner paths before the folders that hold them, whose times would change again.</summary>
    private void ApplyMetadata()
    {
        foreach (var entry in done.Where(e => e.Type == EntryType.HardLink))
        {
            var target = Target(entry.Path);
            Clear(target, null);
            var original = Target(entry.Target ?? "");
            if (File.Exists(original))
            {
                FileMetadata.Link(original, target);
            }
            else
            {
                options.Warn?.Invoke($"{entry.Path} is another name of {entry.Target}, which is not restored: left out");
            }
        }

        foreach (var entry in Enumerable.Reverse(done).Where(e => e.Type != EntryType.HardLink))
        {
            foreach (var complaint in FileMetadata.Apply(Target(entry.Path), entry))
            {
                options.Warn?.Invoke(complaint);
            }
        }
    }
}

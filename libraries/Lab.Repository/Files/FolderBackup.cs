using System.IO.Enumeration;
using System.Text.RegularExpressions;
using Lab.Repository.Chunking;
using Lab.Repository.Pipeline;
using Lab.Repository.Snapshots;

namespace Lab.Repository.Files;

/// <summary>Adds folders to a snapshot: files, folders, symbolic and hard links with their metadata. One folder's content stands at the snapshot's top; several stand below their full paths.</summary>
public sealed partial class FolderBackup
{
    private const int PostgresPage = 8192;

    private readonly SnapshotWriter writer;
    private readonly FolderBackupOptions options;
    private readonly Dictionary<(ulong Device, ulong Inode), string> linked = [];
    private readonly Dictionary<string, CatalogEntry> before = [];

    private FolderBackup(SnapshotWriter writer, FolderBackupOptions options)
    {
        this.writer = writer;
        this.options = options;
    }

    /// <summary>Adds folders or single files to a snapshot.</summary>
    /// <param name="repository">The writer's repository, to read the parent from.</param>
    /// <param name="writer">The snapshot.</param>
    /// <param name="sources">The folders or files.</param>
    /// <param name="options">How.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>A task that ends when everything was read.</returns>
    /// <exception cref="RepositoryException">A source is not there, or the repository cannot be written.</exception>
    public static async Task AddAsync(BackupRepository repository, SnapshotWriter writer, IReadOnlyList<string> sources, FolderBackupOptions options, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(sources);
        ArgumentNullException.ThrowIfNull(options);
        foreach (var source in sources)
        {
            if (!Path.Exists(source))
            {
                throw new RepositoryException(RepositoryError.NotFound, $"{source} is not there.");
            }
        }

        var backup = new FolderBackup(writer, options);
        if (options.Parent is { } parent)
        {
            await backup.RememberAsync(repository, parent, cancellationToken).ConfigureAwait(false);
        }

        foreach (var source in sources)
        {
            var full = Path.GetFullPath(source);
            var name = sources.Count == 1 && Directory.Exists(full) ? "" : sources.Count == 1 ? Path.GetFileName(full) : full.Replace('\\', '/').Replace(":", "", StringComparison.Ordinal).Trim('/');
            await backup.AddPathAsync(Path.TrimEndingDirectorySeparator(full), name, cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>How a file is best cut: PostgreSQL's relations by pages, everything else by content.</summary>
    internal static ChunkingKind KindOf(string path, long size) =>
        size > 0 && size % PostgresPage == 0 && Relation().IsMatch(path) ? ChunkingKind.Pages : ChunkingKind.ContentDefined;

    // base/<database>/<relation>, global/<relation>, pg_tblspc/<oid>/PG_…/<database>/<relation>, with fork and segment; also WAL segments.
    [GeneratedRegex(@"(?:^|/)(?:global|\d+)/\d+(?:_(?:fsm|vm|init))?(?:\.\d+)?$|(?:^|/)[0-9A-F]{24}$", RegexOptions.CultureInvariant)]
    private static partial Regex Relation();

    private async Task RememberAsync(BackupRepository repository, SnapshotManifest parent, CancellationToken cancellationToken)
    {
        try
        {
            await ReadParentAsync(repository, parent, cancellationToken).ConfigureAwait(false);
        }
        catch (RepositoryException error) when (error.Error == RepositoryError.Damaged)
        {
            options.Notice?.Invoke($"{error.Message} Every file is read again.");
            before.Clear();
            await writer.DistrustCatalogAsync(parent, cancellationToken).ConfigureAwait(false);
        }
    }

    private async Task ReadParentAsync(BackupRepository repository, SnapshotManifest parent, CancellationToken cancellationToken)
    {
        var reader = await SnapshotReader.OpenAsync(repository, parent, cancellationToken).ConfigureAwait(false);
        await using (reader.ConfigureAwait(false))
        {
            await foreach (var entry in reader.ListAsync(cancellationToken).ConfigureAwait(false))
            {
                if (entry.Entry.Type == EntryType.File)
                {
                    before[entry.Entry.Path] = entry;
                }
            }
        }
    }

    private async Task AddPathAsync(string path, string name, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        if (name.Length > 0 && IsExcluded(name))
        {
            return;
        }

        try
        {
            var status = FileMetadata.Read(path);
            switch (status.Kind)
            {
                case FileKind.Folder:
                    await AddFolderAsync(path, name, status, cancellationToken).ConfigureAwait(false);
                    break;
                case FileKind.SymbolicLink:
                    await writer.AddEntryAsync(Describe(path, name, EntryType.SymbolicLink, status) with { Target = new FileInfo(path).LinkTarget }, cancellationToken).ConfigureAwait(false);
                    break;
                case FileKind.File:
                    await AddFileAsync(path, name, status, cancellationToken).ConfigureAwait(false);
                    break;
                default:
                    options.Warn?.Invoke($"{path} is a socket, pipe or device: left out");
                    break;
            }
        }
        catch (Exception error) when (error is FileNotFoundException or DirectoryNotFoundException)
        {
            options.Warn?.Invoke($"{path} vanished while it was to be read");
        }
        catch (UnauthorizedAccessException)
        {
            options.Warn?.Invoke($"{path} may not be read: left out");
        }
    }

    private async Task AddFolderAsync(string path, string name, FileStatus status, CancellationToken cancellationToken)
    {
        var children = Directory.EnumerateFileSystemEntries(path).Order(StringComparer.Ordinal).ToArray();
        if (name.Length > 0)
        {
            await writer.AddEntryAsync(Describe(path, name, EntryType.Folder, status), cancellationToken).ConfigureAwait(false);
        }

        foreach (var child in children)
        {
            var part = Path.GetFileName(child);
            await AddPathAsync(child, name.Length == 0 ? part : $"{name}/{part}", cancellationToken).ConfigureAwait(false);
        }
    }

    private async Task AddFileAsync(string path, string name, FileStatus status, CancellationToken cancellationToken)
    {
        if (status is { Links: > 1, Inode: { } inode } && !linked.TryAdd((status.Device, inode), name))
        {
            await writer.AddEntryAsync(Describe(path, name, EntryType.HardLink, status) with { Target = linked[(status.Device, inode)] }, cancellationToken).ConfigureAwait(false);
            return;
        }

        var entry = Describe(path, name, EntryType.File, status) with { Size = status.Size, Sparse = status.Allocated < status.Size };
        if (before.TryGetValue(name, out var earlier) && IsUnchanged(earlier.Entry, entry) && await writer.TryAddUnchangedAsync(entry, earlier.Chunks, cancellationToken).ConfigureAwait(false))
        {
            return;
        }

        var file = new FileStream(path, new FileStreamOptions { Share = FileShare.ReadWrite | FileShare.Delete, BufferSize = 0, Options = FileOptions.SequentialScan });
        await using (file.ConfigureAwait(false))
        {
            await writer.AddFileAsync(entry, file, KindOf(name, status.Size), cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>A file whose content changed has another change time, whatever its modification time was set to.</summary>
    private static bool IsUnchanged(SnapshotEntry earlier, SnapshotEntry now) =>
        earlier.Size == now.Size && earlier.Modified == now.Modified && earlier.Changed == now.Changed && earlier.Inode == now.Inode;

    private static SnapshotEntry Describe(string path, string name, EntryType type, FileStatus status) => new()
    {
        Path = name,
        Type = type,
        Mode = status.Mode,
        User = status.User,
        Group = status.Group,
        Modified = status.Modified,
        Changed = status.Changed,
        Inode = status.Inode,
        ExtendedAttributes = FileMetadata.ReadAttributes(path),
    };

    private bool IsExcluded(string name) => options.Exclude.Any(pattern =>
        FileSystemName.MatchesSimpleExpression(pattern, pattern.Contains('/', StringComparison.Ordinal) ? name : Path.GetFileName(name), ignoreCase: false));
}

using System.Runtime.InteropServices;

namespace Lab.Repository.Backends;

/// <summary>A repository in a folder. Objects are written under another name, flushed to the disk and then renamed.</summary>
/// <param name="folder">The folder; it is made at the first write.</param>
public sealed partial class LocalFolderBackend(string folder) : IBackend
{
    private const string Temporary = ".tmp-";
    private const int DirectoryFlags = 0x10000; // O_RDONLY | O_DIRECTORY on Linux

    private readonly string root = Path.TrimEndingDirectorySeparator(Path.GetFullPath(folder));

    /// <inheritdoc/>
    public string Description => root;

    /// <inheritdoc/>
    public async Task<byte[]?> GetAsync(string key, CancellationToken cancellationToken)
    {
        try
        {
            return await File.ReadAllBytesAsync(PathOf(key), cancellationToken).ConfigureAwait(false);
        }
        catch (Exception error) when (error is FileNotFoundException or DirectoryNotFoundException)
        {
            return null;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw StorageErrors.From(error, $"{root}: {key} cannot be read");
        }
    }

    /// <inheritdoc/>
    public Task<bool> TryReadAsync(string key, long offset, Memory<byte> destination, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        try
        {
            using var file = File.OpenHandle(PathOf(key));
            var filled = 0;
            while (filled < destination.Length)
            {
                var read = RandomAccess.Read(file, destination.Span[filled..], offset + filled);
                if (read == 0)
                {
                    return Task.FromResult(false);
                }

                filled += read;
            }

            return Task.FromResult(true);
        }
        catch (Exception error) when (error is FileNotFoundException or DirectoryNotFoundException)
        {
            return Task.FromResult(false);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw StorageErrors.From(error, $"{root}: {key} cannot be read");
        }
    }

    /// <inheritdoc/>
    public Task<bool> PutAsync(string key, ReadOnlyMemory<byte> content, bool onlyIfAbsent, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var path = PathOf(key);
        var parent = Path.GetDirectoryName(path)!;
        var temporary = Path.Combine(parent, $"{Temporary}{Guid.NewGuid():n}");
        try
        {
            MakeFolder(parent);
            WriteTemporary(temporary, content.Span);
            try
            {
                // Without overwriting, a move is a hard link and an unlink: the operating system decides who is first.
                File.Move(temporary, path, overwrite: !onlyIfAbsent);
            }
            catch (IOException) when (onlyIfAbsent && File.Exists(path))
            {
                File.Delete(temporary);
                return Task.FromResult(false);
            }

            FlushFolder(parent);
            return Task.FromResult(true);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            TryDelete(temporary);
            throw StorageErrors.From(error, $"{root}: {key} cannot be written");
        }
    }

    /// <inheritdoc/>
    public Task<IReadOnlyList<BackendObject>> ListAsync(string prefix, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(prefix);
        var objects = new List<BackendObject>();
        try
        {
            var start = new DirectoryInfo(PathOf(prefix.TrimEnd('/')));
            if (start.Exists)
            {
                foreach (var file in start.EnumerateFiles("*", SearchOption.AllDirectories))
                {
                    cancellationToken.ThrowIfCancellationRequested();
                    if (!file.Name.StartsWith(Temporary, StringComparison.Ordinal) && Described(file) is { } found)
                    {
                        objects.Add(found);
                    }
                }
            }
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw StorageErrors.From(error, $"{root} cannot be listed");
        }

        return Task.FromResult<IReadOnlyList<BackendObject>>(objects);
    }

    /// <inheritdoc/>
    public Task DeleteAsync(string key, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        try
        {
            File.Delete(PathOf(key));
        }
        catch (DirectoryNotFoundException)
        {
            // Neither is the object there.
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw StorageErrors.From(error, $"{root}: {key} cannot be removed");
        }

        return Task.CompletedTask;
    }

    /// <summary>Removes what interrupted writes left behind.</summary>
    /// <param name="olderThan">Younger files may still be in use.</param>
    internal void RemoveLeftovers(DateTimeOffset olderThan)
    {
        if (!Directory.Exists(root))
        {
            return;
        }

        foreach (var file in new DirectoryInfo(root).EnumerateFiles($"{Temporary}*", SearchOption.AllDirectories))
        {
            if (file.LastWriteTimeUtc < olderThan.UtcDateTime)
            {
                TryDelete(file.FullName);
            }
        }
    }

    private BackendObject? Described(FileInfo file)
    {
        try
        {
            return new BackendObject(Path.GetRelativePath(root, file.FullName).Replace('\\', '/'), file.Length, file.LastWriteTimeUtc);
        }
        catch (FileNotFoundException)
        {
            // It was removed since the folder was read.
            return null;
        }
    }

    private static void WriteTemporary(string path, ReadOnlySpan<byte> content)
    {
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write, Share = FileShare.None, BufferSize = 0 };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        using var file = new FileStream(path, options);
        file.Write(content);
        file.Flush(flushToDisk: true);
    }

    private static void TryDelete(string path)
    {
        try
        {
            File.Delete(path);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            // The first error is the one to report; garbage collection removes the rest.
        }
    }

    private void MakeFolder(string path)
    {
        if (Directory.Exists(path))
        {
            return;
        }

        var parent = Path.GetDirectoryName(path);
        if (parent is not null && path.Length > root.Length)
        {
            MakeFolder(parent);
        }

        if (OperatingSystem.IsWindows())
        {
            Directory.CreateDirectory(path);
        }
        else
        {
            Directory.CreateDirectory(path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }

        if (parent is not null)
        {
            FlushFolder(parent);
        }
    }

    /// <summary>A new name in a folder survives a power cut only when the folder itself was flushed.</summary>
    private static void FlushFolder(string path)
    {
        if (!OperatingSystem.IsLinux())
        {
            return;
        }

        var descriptor = OpenFolder(path, DirectoryFlags);
        if (descriptor >= 0)
        {
            _ = Flush(descriptor);
            _ = Close(descriptor);
        }
    }

    private string PathOf(string key)
    {
        if (key.Split('/').Any(part => part is "" or "." or "..") || key.Contains('\\', StringComparison.Ordinal))
        {
            throw new ArgumentException($"'{key}' is not an object's key.", nameof(key));
        }

        return Path.Combine(root, key);
    }

    [LibraryImport("libc", EntryPoint = "open", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int OpenFolder(string path, int flags);

    [LibraryImport("libc", EntryPoint = "fsync")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int Flush(int descriptor);

    [LibraryImport("libc", EntryPoint = "close")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int Close(int descriptor);
}

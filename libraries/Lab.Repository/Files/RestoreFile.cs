using Lab.Repository.Backends;
using Microsoft.Win32.SafeHandles;

namespace Lab.Repository.Files;

/// <summary>A file that is being restored: opened at its first piece, closed after its last.</summary>
/// <param name="path">Where it lies.</param>
/// <param name="sparse">Whether zeros are left as holes.</param>
internal sealed class RestoreFile(string path, bool sparse) : IDisposable
{
    private readonly Lock gate = new();
    private SafeFileHandle? handle;
    private int users;
    private long remaining;

    /// <summary>Says that so many more bytes will be written.</summary>
    public void Expect(long bytes) => remaining += bytes;

    /// <exception cref="RepositoryException">The file cannot be written.</exception>
    public void Write(ReadOnlySpan<byte> bytes, long offset)
    {
        try
        {
            if (sparse && !bytes.ContainsAnyExcept((byte)0))
            {
                Done(bytes.Length, opened: false);
                return;
            }

            var file = Open();
            RandomAccess.Write(file, bytes, offset);
            if (OperatingSystem.IsLinux())
            {
                // Let the disk begin now rather than when memory is full of unwritten pages and every write has to wait for it.
                _ = LinuxCalls.StartWriting(file, offset, bytes.Length, LinuxCalls.StartWriteOut);
            }
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw StorageErrors.From(error, $"{path} cannot be written");
        }

        Done(bytes.Length, opened: true);
    }

    public void Dispose()
    {
        lock (gate)
        {
            handle?.Dispose();
            handle = null;
        }
    }

    private SafeFileHandle Open()
    {
        lock (gate)
        {
            users++;
            return handle ??= File.OpenHandle(path, FileMode.Open, FileAccess.Write, FileShare.ReadWrite);
        }
    }

    private void Done(int bytes, bool opened)
    {
        lock (gate)
        {
            remaining -= bytes;
            users -= opened ? 1 : 0;

            // A file whose chunks lie scattered must not stay open for the whole restore: opening one anew costs little.
            if (users == 0 && remaining <= 0)
            {
                handle?.Dispose();
                handle = null;
            }
        }
    }
}

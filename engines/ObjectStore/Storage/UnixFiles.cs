using System.ComponentModel;
using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace Lab.Engines.ObjectStore.Storage;

/// <summary>What the system does with files and .NET does not offer.</summary>
internal static partial class UnixFiles
{
    private const int OpenReadOnly = 0;

    /// <summary>SYNC_FILE_RANGE_WRITE: begin to write and do not wait.</summary>
    private const uint BeginWriting = 2;

    /// <summary>Lets the disk begin with what was written to a file, so that little is left to wait for at the end. Only Linux can.</summary>
    public static void BeginFlush(SafeFileHandle file, long offset, long count)
    {
        if (OperatingSystem.IsLinux())
        {
            // A hint: where the file system does not know it, the flush at the end does it all.
            _ = SyncFileRange(file, offset, count, BeginWriting);
        }
    }

    /// <summary>Puts a folder's list of files on the disk; Windows does so by itself.</summary>
    /// <exception cref="IOException">It cannot.</exception>
    public static void FlushFolder(string folder)
    {
        if (OperatingSystem.IsWindows())
        {
            return;
        }

        var descriptor = Open(folder, OpenReadOnly);
        if (descriptor < 0)
        {
            throw Failed(folder);
        }

        try
        {
            if (Sync(descriptor) != 0)
            {
                throw Failed(folder);
            }
        }
        finally
        {
            _ = Close(descriptor);
        }
    }

    private static IOException Failed(string folder) => new($"The folder {folder} cannot be flushed: {new Win32Exception(Marshal.GetLastPInvokeError()).Message}");

    [LibraryImport("libc", EntryPoint = "sync_file_range")]
    private static partial int SyncFileRange(SafeFileHandle file, long offset, long count, uint flags);

    [LibraryImport("libc", EntryPoint = "open", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial int Open(string path, int flags);

    [LibraryImport("libc", EntryPoint = "fsync", SetLastError = true)]
    private static partial int Sync(int descriptor);

    [LibraryImport("libc", EntryPoint = "close")]
    private static partial int Close(int descriptor);
}

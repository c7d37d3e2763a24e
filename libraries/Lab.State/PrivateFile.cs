using System.Text;

namespace Lab.State;

/// <summary>Writes files that only their owner may read (mode 0600; on Windows the folder's rights decide), whole or not at all.</summary>
public static class PrivateFile
{
    /// <summary>Writes or replaces a file: a reader sees the old content or the new, also after a crash in between.</summary>
    /// <param name="path">The file; its folder must exist.</param>
    /// <param name="content">The new content.</param>
    /// <exception cref="StateFolderException">The file cannot be written; the old one is untouched.</exception>
    public static void Write(string path, ReadOnlySpan<byte> content)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(path);
        var temporary = $"{path}.{Guid.NewGuid():n}.tmp";
        try
        {
            var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write, Share = FileShare.None };
            if (!OperatingSystem.IsWindows())
            {
                options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
            }

            using (var file = new FileStream(temporary, options))
            {
                file.Write(content);
                file.Flush(flushToDisk: true);
            }

            File.Move(temporary, path, overwrite: true);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            TryDelete(temporary);
            throw StateFolderException.From(error, path);
        }
    }

    /// <summary>Writes or replaces a file with text in UTF-8 without a byte order mark.</summary>
    /// <param name="path">The file; its folder must exist.</param>
    /// <param name="content">The new content.</param>
    /// <exception cref="StateFolderException">The file cannot be written; the old one is untouched.</exception>
    public static void Write(string path, string content) => Write(path, Encoding.UTF8.GetBytes(content));

    private static void TryDelete(string path)
    {
        try
        {
            File.Delete(path);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            // The first error is the one to report.
        }
    }
}

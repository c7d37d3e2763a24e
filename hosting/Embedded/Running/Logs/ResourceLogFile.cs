using System.Text;

namespace Lab.Hosting.Embedded.Running.Logs;

/// <summary>The log file of one resource. Each line is handed to the operating system at once: what a killed host had logged is there.</summary>
internal sealed class ResourceLogFile(Func<string> folder, string name, Action<Exception> onError) : IDisposable
{
    private readonly Lock gate = new();
    private FileStream? file;
    private bool closed;

    public void Write(string line)
    {
        lock (gate)
        {
            if (closed)
            {
                return;
            }

            try
            {
                file ??= Open();
                if (file.Length > ResourceLogFiles.Limit)
                {
                    Rotate();
                }

                file.Write(Encoding.UTF8.GetBytes(line + "\n"));
            }
            catch (Exception error) when (error is IOException or UnauthorizedAccessException)
            {
                // A full disk must not take the resource down with it; the lines stay in memory.
                Close();
                onError(error);
            }
        }
    }

    public void Dispose()
    {
        lock (gate)
        {
            Close();
        }
    }

    private string PathOf(string suffix) => Path.Combine(folder(), name + suffix);

    private FileStream Open()
    {
        var options = new FileStreamOptions { Mode = FileMode.Append, Access = FileAccess.Write, Share = FileShare.ReadWrite | FileShare.Delete, BufferSize = 0 };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        return new FileStream(PathOf(".log"), options);
    }

    private void Rotate()
    {
        file!.Dispose();
        File.Move(PathOf(".log"), PathOf(".1.log"), overwrite: true);
        file = Open();
    }

    private void Close()
    {
        closed = true;
        file?.Dispose();
        file = null;
    }
}

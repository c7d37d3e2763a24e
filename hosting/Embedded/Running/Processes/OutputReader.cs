using System.Text;

namespace Lab.Hosting.Embedded.Running.Processes;

/// <summary>Reads the output of a process line by line, on a thread of its own: a pipe's read blocks, and the pool's threads are few.</summary>
internal sealed class OutputReader
{
    /// <summary>A line longer than this many characters is handed on in pieces, so that output without line ends takes no memory.</summary>
    public const int PieceLength = 16 * 1024;

    private readonly Stream stream;
    private readonly Action<string> onLine;
    private readonly TaskCompletionSource ended = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private OutputReader(Stream stream, Action<string> onLine)
    {
        this.stream = stream;
        this.onLine = onLine;
    }

    /// <summary>Completes when everything was read.</summary>
    public Task Ended => ended.Task;

    /// <summary>Begins to read.</summary>
    /// <param name="name">The thread's name.</param>
    /// <param name="stream">The output, in UTF-8.</param>
    /// <param name="onLine">Called with each line, without its end.</param>
    public static OutputReader Start(string name, Stream stream, Action<string> onLine)
    {
        var reader = new OutputReader(stream, onLine);
        new Thread(reader.Read, maxStackSize: 256 * 1024) { IsBackground = true, Name = name }.Start();
        return reader;
    }

    private void Read()
    {
        var bytes = new byte[4096];
        var characters = new char[Encoding.UTF8.GetMaxCharCount(bytes.Length)];
        var decoder = Encoding.UTF8.GetDecoder();
        var line = new StringBuilder();
        try
        {
            int count;
            while ((count = stream.Read(bytes)) > 0)
            {
                var rest = characters.AsSpan(0, decoder.GetChars(bytes.AsSpan(0, count), characters, flush: false));
                int end;
                while ((end = rest.IndexOf('\n')) >= 0)
                {
                    line.Append(rest[..end]);
                    Flush(line);
                    rest = rest[(end + 1)..];
                }

                line.Append(rest);
                if (line.Length >= PieceLength)
                {
                    Flush(line);
                }
            }
        }
        catch (Exception error) when (error is IOException or ObjectDisposedException)
        {
            // The process is gone and its output was given up.
        }
        finally
        {
            if (line.Length > 0)
            {
                Flush(line);
            }

            ended.TrySetResult();
        }
    }

    private void Flush(StringBuilder line)
    {
        if (line.Length > 0 && line[^1] == '\r')
        {
            line.Length--;
        }

        onLine(line.ToString());
        line.Clear();
    }
}

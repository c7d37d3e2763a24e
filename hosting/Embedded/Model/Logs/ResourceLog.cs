using System.Globalization;
using System.Runtime.CompilerServices;
using System.Threading.Channels;
using Aspire.Hosting.ApplicationModel;
using Microsoft.Extensions.Logging;

namespace Lab.Hosting.Embedded.Logs;

/// <summary>The log of one resource or replica: the latest lines in memory, handed to any number of readers in the order written.</summary>
internal sealed class ResourceLog(string name, TimeProvider timeProvider, IResourceLogSink? sink) : ILogger
{
    /// <summary>Lines kept in memory.</summary>
    public const int LineLimit = 10_000;

    /// <summary>Characters kept in memory, all lines together.</summary>
    public const int CharacterLimit = 4 * 1024 * 1024;

    /// <summary>Characters kept of one line.</summary>
    public const int LineLengthLimit = 16 * 1024;

    private const string TimeFormat = "yyyy-MM-ddTHH:mm:ss.fffK";

    private readonly Lock gate = new();
    private readonly Queue<LogLine> lines = new();
    private readonly List<ChannelWriter<LogLine>> readers = [];
    private int characters;
    private int lastNumber;
    private bool completed;

    /// <summary>Called with whether there are readers, each time the first comes or the last goes.</summary>
    public Action<string, bool>? ReadersChanged { get; set; }

    public bool HasReaders
    {
        get
        {
            lock (gate)
            {
                return readers.Count > 0;
            }
        }
    }

    public void Write(string text, bool isError)
    {
        var shown = text.Length <= LineLengthLimit
            ? text
            : string.Create(CultureInfo.InvariantCulture, $"{text.AsSpan(0, LineLengthLimit)}… ({text.Length - LineLengthLimit} more characters)");
        var content = $"{timeProvider.GetUtcNow().UtcDateTime.ToString(TimeFormat, CultureInfo.InvariantCulture)} {shown}";
        lock (gate)
        {
            if (completed)
            {
                return;
            }

            var line = new LogLine(++lastNumber, content, isError);
            lines.Enqueue(line);
            characters += content.Length;
            while (lines.Count > LineLimit || characters > CharacterLimit)
            {
                characters -= lines.Dequeue().Content.Length;
            }

            foreach (var reader in readers)
            {
                reader.TryWrite(line);
            }

            sink?.Write(name, content);
        }
    }

    public IReadOnlyList<LogLine> Snapshot()
    {
        lock (gate)
        {
            return [.. lines];
        }
    }

    public async IAsyncEnumerable<IReadOnlyList<LogLine>> WatchAsync([EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        // A reader that does not keep up loses the oldest lines, never the host its memory.
        var channel = Channel.CreateBounded<LogLine>(new BoundedChannelOptions(LineLimit) { FullMode = BoundedChannelFullMode.DropOldest, SingleReader = true });
        var backlog = Add(channel.Writer);
        try
        {
            if (backlog.Length > 0)
            {
                yield return backlog;
            }

            while (await channel.Reader.WaitToReadAsync(cancellationToken).ConfigureAwait(false))
            {
                var batch = new List<LogLine>();
                while (batch.Count < LineLimit && channel.Reader.TryRead(out var line))
                {
                    batch.Add(line);
                }

                yield return batch;
            }
        }
        finally
        {
            Remove(channel.Writer);
        }
    }

    /// <summary>Forgets the lines kept in memory; numbering goes on.</summary>
    public void Clear()
    {
        lock (gate)
        {
            lines.Clear();
            characters = 0;
        }
    }

    /// <summary>Ends the log: readers end after what is there, later lines are dropped.</summary>
    public void Complete()
    {
        lock (gate)
        {
            completed = true;
            foreach (var reader in readers)
            {
                reader.TryComplete();
            }
        }
    }

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => logLevel is not LogLevel.None;

    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
    {
        if (IsEnabled(logLevel))
        {
            var text = formatter(state, exception);
            Write(exception is null ? text : $"{text}\n{exception}", logLevel >= LogLevel.Error);
        }
    }

    private LogLine[] Add(ChannelWriter<LogLine> reader)
    {
        LogLine[] backlog;
        bool first;
        lock (gate)
        {
            backlog = [.. lines];
            readers.Add(reader);
            first = readers.Count == 1;
            if (completed)
            {
                reader.TryComplete();
            }
        }

        if (first)
        {
            ReadersChanged?.Invoke(name, true);
        }

        return backlog;
    }

    private void Remove(ChannelWriter<LogLine> reader)
    {
        bool last;
        lock (gate)
        {
            last = readers.Remove(reader) && readers.Count == 0;
        }

        if (last)
        {
            ReadersChanged?.Invoke(name, false);
        }
    }
}

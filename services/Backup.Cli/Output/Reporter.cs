using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using Lab.Repository.Pipeline;
using Spectre.Console;

namespace Lab.Backup.Cli.Output;

/// <summary>Results on the output, progress and warnings beside it: for people on a terminal, as JSON otherwise.</summary>
internal sealed class Reporter : IProgress<BackupProgress>, IDisposable
{
    private static readonly JsonSerializerOptions Format = new(JsonSerializerDefaults.Web)
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    };

    private readonly TextWriter output;
    private readonly TextWriter errors;
    private readonly IAnsiConsole console;
    private readonly Lock gate = new();
    private readonly bool interactive;
    private int shown;

    public Reporter(TextWriter output, TextWriter errors, bool json)
    {
        this.output = output;
        this.errors = errors;
        var terminal = !Console.IsOutputRedirected && ReferenceEquals(output, Console.Out);
        IsJson = json || !terminal;
        interactive = !IsJson && !Console.IsErrorRedirected;
        console = AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(output) });
    }

    /// <summary>Whether results are JSON.</summary>
    public bool IsJson { get; }

    /// <summary>Writes one result.</summary>
    /// <param name="result">What JSON shows.</param>
    /// <param name="text">What a person reads.</param>
    public void Result<T>(T result, Func<T, string> text)
    {
        EndProgress();
        output.WriteLine(IsJson ? JsonSerializer.Serialize(result, Format) : text(result));
    }

    /// <summary>Writes rows: one JSON object a line, or a table.</summary>
    /// <param name="rows">The rows.</param>
    /// <param name="columns">Heading and text of each column.</param>
    public void Rows<T>(IEnumerable<T> rows, params (string Heading, Func<T, string> Text)[] columns)
    {
        EndProgress();
        if (IsJson)
        {
            foreach (var row in rows)
            {
                output.WriteLine(JsonSerializer.Serialize(row, Format));
            }

            return;
        }

        var table = new Table().Border(TableBorder.Simple);
        foreach (var (heading, _) in columns)
        {
            table.AddColumn(new TableColumn(heading.EscapeMarkup()));
        }

        foreach (var row in rows)
        {
            table.AddRow([.. columns.Select(c => c.Text(row).EscapeMarkup())]);
        }

        console.Write(table);
    }

    /// <summary>Says that something was left out or could not be done.</summary>
    public void Warn(string line)
    {
        lock (gate)
        {
            Erase();
            errors.WriteLine(IsJson ? JsonSerializer.Serialize(new { warning = line }, Format) : $"warning: {line}");
        }
    }

    /// <inheritdoc/>
    public void Report(BackupProgress value)
    {
        lock (gate)
        {
            if (IsJson)
            {
                errors.WriteLine(JsonSerializer.Serialize(new { progress = value }, Format));
            }
            else if (interactive)
            {
                Draw(value);
            }
        }
    }

    /// <summary>Takes the progress line away.</summary>
    public void EndProgress()
    {
        lock (gate)
        {
            Erase();
        }
    }

    /// <inheritdoc/>
    public void Dispose() => EndProgress();

    private void Draw(BackupProgress value)
    {
        const int Bar = 24;
        var share = value.TotalBytes is { } total and > 0 ? Math.Clamp((double)value.Bytes / total, 0, 1) : (double?)null;
        var bar = share is { } part ? $"[{new string('#', (int)(part * Bar)).PadRight(Bar, '.')}] {part,4:P0} " : "";
        var rest = value.Remaining is { } remaining ? $" {remaining:h\\:mm\\:ss} left" : "";
        var line = $"{bar}{Bytes.Text(value.Bytes)} {Bytes.Text((long)value.Rate)}/s, {value.Entries} done{rest}";
        var width = Math.Max(20, console.Profile.Width - 1);
        line = line.Length > width ? line[..width] : line;
        errors.Write($"\r{line.PadRight(shown)}");
        shown = line.Length;
    }

    private void Erase()
    {
        if (shown > 0)
        {
            errors.Write($"\r{new string(' ', shown)}\r");
            shown = 0;
        }
    }
}

using System.Globalization;
using System.Text.Json;
using Lab.Model.Reading;

namespace Lab.Model;

/// <summary>Reads lab.json, the lab's declared state.</summary>
public static class LabFile
{
    /// <summary>The file's name.</summary>
    public const string Name = "lab.json";

    /// <summary>Reads and checks the file: its form, and that what it refers to exists.</summary>
    /// <param name="path">The file.</param>
    /// <returns>The lab as it is declared.</returns>
    /// <exception cref="LabFileException">The file is missing or unreadable, is no JSON, or has mistakes: all of them are listed.</exception>
    public static LabDeclaration Load(string path)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(path);
        byte[] json;
        try
        {
            json = File.ReadAllBytes(path);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            var missing = error is FileNotFoundException or DirectoryNotFoundException;
            throw new LabFileException(
                [new(path, 0, "$", missing ? "the file does not exist" : "the file cannot be read", missing ? "a readable lab.json at this place" : error.Message)],
                error);
        }

        return Parse(json, path);
    }

    /// <summary>Reads and checks a declaration that is at hand.</summary>
    /// <param name="json">The declaration, UTF-8.</param>
    /// <param name="file">What to call it in messages.</param>
    /// <returns>The lab as it is declared.</returns>
    /// <exception cref="LabFileException">It is no JSON or has mistakes: all of them are listed.</exception>
    public static LabDeclaration Parse(ReadOnlyMemory<byte> json, string file = Name)
    {
        if (json.Span.StartsWith("\uFEFF"u8))
        {
            json = json[3..];
        }

        if (json.Span.Trim(" \t\r\n"u8).IsEmpty)
        {
            throw new LabFileException([new(file, 0, "$", "the file is empty", "the lab's declaration, a JSON object")]);
        }

        JsonDocument document;
        try
        {
            document = JsonDocument.Parse(json);
        }
        catch (JsonException error)
        {
            var line = error.LineNumber is { } number ? (int)number + 1 : 0;
            throw new LabFileException([new(file, line, error.Path ?? "$", $"is not valid JSON: {FirstSentence(error.Message)}", "")], error);
        }

        using (document)
        {
            var mistakes = new MistakeCollector();
            foreach (var (path, line) in JsonLines.Of(json.Span).Duplicates)
            {
                mistakes.Add(path, $"is already given on line {line.ToString(CultureInfo.InvariantCulture)}", "each property once");
            }

            var declaration = new LabReader(mistakes).Read(document.RootElement);
            mistakes.ThrowIfAny(json.Span, file);
            return declaration;
        }
    }

    private static string FirstSentence(string message)
    {
        var end = message.IndexOf(" LineNumber:", StringComparison.Ordinal);
        return (end < 0 ? message : message[..end]).TrimEnd('.', ' ');
    }
}

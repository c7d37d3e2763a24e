using System.Globalization;
using System.Text.Json;

namespace Lab.Model.Reading;

/// <summary>On which line of a JSON file each value stands.</summary>
internal sealed class JsonLines
{
    private readonly Dictionary<string, int> lines = new(StringComparer.Ordinal);
    private readonly List<(string Path, int FirstLine)> duplicates = [];

    /// <summary>Each property that an object has a second time, and the line of the one before it.</summary>
    public IReadOnlyList<(string Path, int FirstLine)> Duplicates => duplicates;

    /// <param name="json">Valid JSON.</param>
    public static JsonLines Of(ReadOnlySpan<byte> json)
    {
        var result = new JsonLines();
        var reader = new Utf8JsonReader(json);
        var containers = new Stack<(string Path, int Index)>();
        var line = 1;
        long counted = 0;
        string? property = null;
        while (reader.Read())
        {
            line += json[(int)counted..(int)reader.TokenStartIndex].Count((byte)'\n');
            counted = reader.TokenStartIndex;
            switch (reader.TokenType)
            {
                case JsonTokenType.PropertyName:
                    property = reader.GetString();
                    continue;
                case JsonTokenType.EndObject or JsonTokenType.EndArray:
                    containers.Pop();
                    continue;
                default:
                    break;
            }

            var path = "$";
            if (containers.TryPop(out var container))
            {
                path = property is not null ? $"{container.Path}.{property}" : string.Create(CultureInfo.InvariantCulture, $"{container.Path}[{container.Index}]");
                containers.Push((container.Path, property is not null ? container.Index : container.Index + 1));
                property = null;
            }

            if (result.lines.TryGetValue(path, out var first))
            {
                result.duplicates.Add((path, first));
            }

            result.lines[path] = line;
            if (reader.TokenType is JsonTokenType.StartObject or JsonTokenType.StartArray)
            {
                containers.Push((path, 0));
            }
        }

        return result;
    }

    /// <summary>The line of a value, or of the nearest value around it where it is absent.</summary>
    public int LineOf(string path)
    {
        while (!lines.ContainsKey(path))
        {
            var end = Math.Max(path.LastIndexOf('.'), path.LastIndexOf('['));
            if (end <= 0)
            {
                return 1;
            }

            path = path[..end];
        }

        return lines[path];
    }
}

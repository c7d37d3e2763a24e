using Lab.Engines.MongoDB.Errors;
using MongoDB.Bson;

namespace Lab.Engines.MongoDB.Query.Values;

/// <summary>A dotted path, cut once.</summary>
internal sealed class FieldPath
{
    /// <summary>MongoDB's limit for the depth of a path.</summary>
    public const int MaxDepth = 200;

    private readonly int[] _indexes;

    private FieldPath(string text, string[] parts)
    {
        Text = text;
        Parts = parts;
        _indexes = [.. parts.Select(IndexOf)];
    }

    public string Text { get; }

    public string[] Parts { get; }

    public int Length => Parts.Length;

    /// <summary>The component as an array's index, or -1.</summary>
    public int Index(int part) => _indexes[part];

    /// <summary>Cuts a path as filters and sorts take it: empty components are allowed there.</summary>
    public static FieldPath Parse(string text)
    {
        var parts = text.Split('.');
        return parts.Length <= MaxDepth ? new FieldPath(text, parts) : throw new CommandException(ErrorCode.Overflow, $"FieldPath is too long: {parts.Length} components, at most {MaxDepth} are allowed");
    }

    /// <summary>Cuts a path as expressions and projections take it: no empty component, none that begins with a dollar sign.</summary>
    /// <exception cref="CommandException">With MongoDB's numbers for these.</exception>
    public static FieldPath ParseStrict(string text)
    {
        if (text.Length == 0)
        {
            throw CommandException.Location(40352, "FieldPath cannot be constructed with empty string");
        }

        if (text[^1] == '.')
        {
            throw CommandException.Location(40353, $"FieldPath must not end with a '.': '{text}'.");
        }

        var path = Parse(text);
        foreach (var part in path.Parts)
        {
            if (part.Length == 0)
            {
                throw CommandException.Location(15998, $"FieldPath field names may not be empty strings: '{text}'.");
            }

            if (part[0] == '$')
            {
                throw CommandException.Location(16410, $"FieldPath field names may not start with '$'. Consider using $getField or $setField: '{text}'.");
            }

            if (part.Contains('\0', StringComparison.Ordinal))
            {
                throw CommandException.Location(16411, "FieldPath field names may not contain '\\0'.");
            }
        }

        return path;
    }

    /// <summary>Whether one of the paths lies at or under the other.</summary>
    public static bool Overlap(string x, string y) => x == y || IsBelow(x, y) || IsBelow(y, x);

    public override string ToString() => Text;

    private static bool IsBelow(string path, string parent) =>
        path.Length > parent.Length && path[parent.Length] == '.' && path.StartsWith(parent, StringComparison.Ordinal);

    /// <summary>Only the canonical form is an index: "01" and "-1" are names.</summary>
    private static int IndexOf(string part) =>
        part.Length is > 0 and <= 9 && part.All(char.IsAsciiDigit) && (part.Length == 1 || part[0] != '0')
            ? int.Parse(part, System.Globalization.CultureInfo.InvariantCulture)
            : -1;

    /// <summary>The value at the path through documents alone: no array is entered. Null when there is none.</summary>
    public BsonValue? Direct(BsonDocument document)
    {
        BsonValue current = document;
        foreach (var part in Parts)
        {
            if (current is not BsonDocument inner || !inner.TryGetValue(part, out current!))
            {
                return null;
            }
        }

        return current;
    }
}

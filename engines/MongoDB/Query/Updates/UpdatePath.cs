using Lab.Engines.MongoDB.Errors;
using Lab.Engines.MongoDB.Query.Values;

namespace Lab.Engines.MongoDB.Query.Updates;

/// <summary>An update's path, which may hold <c>$</c>, <c>$[]</c> and <c>$[identifier]</c>. Paths are applied in order: names by code point, numbers by value.</summary>
internal sealed class UpdatePath : IComparable<UpdatePath>
{
    private UpdatePath(FieldPath path) => Path = path;

    public FieldPath Path { get; }

    public string Text => Path.Text;

    /// <summary>The identifiers of array filters in it.</summary>
    public IEnumerable<string> Identifiers => Path.Parts.Where(p => IsFiltered(p) && p.Length > 3).Select(IdentifierOf);

    /// <exception cref="CommandException">56: an empty path or component; 2: an array operator stands first.</exception>
    public static UpdatePath Parse(string text)
    {
        if (text.Length == 0)
        {
            throw new CommandException(ErrorCode.EmptyFieldName, "An empty update path is not valid.");
        }

        var path = FieldPath.Parse(text);
        foreach (var part in path.Parts)
        {
            if (part.Length == 0)
            {
                throw new CommandException(ErrorCode.EmptyFieldName, $"The update path '{text}' contains an empty field name, which is not allowed.");
            }

            if (part[0] == '$' && part != "$" && !IsFiltered(part))
            {
                throw new CommandException(ErrorCode.DollarPrefixedFieldName, $"The dollar ($) prefixed field '{part}' in '{text}' is not allowed in the context of an update's path.");
            }
        }

        if (path.Parts[0] == "$")
        {
            throw new CommandException(ErrorCode.BadValue, $"Cannot have positional (i.e. '$') element in the first position in path '{text}'");
        }

        if (IsFiltered(path.Parts[0]))
        {
            throw new CommandException(ErrorCode.BadValue, $"Cannot have array filter identifier (i.e. '$[<id>]') element in the first position in path '{text}'");
        }

        return path.Parts.Count(p => p == "$") > 1
            ? throw new CommandException(ErrorCode.BadValue, $"Too many positional (i.e. '$') elements found in path '{text}'")
            : new UpdatePath(path);
    }

    public static bool IsFiltered(string part) => part.StartsWith("$[", StringComparison.Ordinal) && part.EndsWith(']');

    public static string IdentifierOf(string part) => part[2..^1];

    public int CompareTo(UpdatePath? other)
    {
        for (var i = 0; other is not null && i < Math.Min(Path.Length, other.Path.Length); i++)
        {
            var (x, y) = (Path.Index(i), other.Path.Index(i));
            var order = x >= 0 && y >= 0 ? x.CompareTo(y) : CodePoints.Compare(Path.Parts[i], other.Path.Parts[i]);
            if (order != 0)
            {
                return order;
            }
        }

        return Path.Length.CompareTo(other?.Path.Length ?? 0);
    }
}

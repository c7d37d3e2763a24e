using Lab.Engines.Milvus.Columns;

namespace Lab.Engines.Milvus.Filters;

/// <summary>A text has a form: <c>%</c> stands for any characters, <c>_</c> for one, a backslash takes the meaning from either.</summary>
internal sealed class LikeCondition(Expression value, string pattern) : Condition
{
    private const char Any = '%';
    private const char One = '_';

    private readonly (char Character, bool IsLiteral)[] parts = [.. Split(pattern)];

    public override Func<int, bool> BindCondition(Chunk chunk)
    {
        var read = value.Bind(chunk);
        return row => read(row) is { Kind: FilterValueKind.Text } text && Matches(text.Text);
    }

    /// <summary>Matches from left to right; at a mismatch the last <c>%</c> takes one character more.</summary>
    public bool Matches(string text)
    {
        var (at, part, retryAt, retryPart) = (0, 0, -1, -1);
        while (at < text.Length)
        {
            if (part < parts.Length && !parts[part].IsLiteral && parts[part].Character == Any)
            {
                (retryAt, retryPart) = (at, ++part);
            }
            else if (part < parts.Length && (parts[part].Character == text[at] || (!parts[part].IsLiteral && parts[part].Character == One)))
            {
                at++;
                part++;
            }
            else if (retryPart >= 0)
            {
                (at, part) = (++retryAt, retryPart);
            }
            else
            {
                return false;
            }
        }

        return parts.Skip(part).All(rest => !rest.IsLiteral && rest.Character == Any);
    }

    private static IEnumerable<(char Character, bool IsLiteral)> Split(string pattern)
    {
        for (var i = 0; i < pattern.Length; i++)
        {
            if (pattern[i] == '\\' && i + 1 < pattern.Length)
            {
                yield return (pattern[++i], true);
            }
            else
            {
                yield return (pattern[i], pattern[i] is not (Any or One));
            }
        }
    }
}

using System.Globalization;
using System.Text;

namespace Lab.Engines.Milvus.Filters;

/// <summary>Splits a filter into words.</summary>
internal sealed class Tokenizer(string text)
{
    private const int LongestFilter = 1 << 20;

    private static readonly string[] Operators =
        ["**", "<<", ">>", "<=", ">=", "==", "!=", "&&", "||", "<", ">", "+", "-", "*", "/", "%", "&", "|", "^", "~", "!", "(", ")", "[", "]", ","];

    private static readonly Dictionary<string, string> Words = new(StringComparer.OrdinalIgnoreCase)
    {
        ["and"] = "&&", ["or"] = "||", ["not"] = "!", ["in"] = "in", ["like"] = "like", ["exists"] = "exists",
    };

    private int at;

    /// <exception cref="CallException">Something in it is no word.</exception>
    public IReadOnlyList<Token> ReadAll()
    {
        if (text.Length > LongestFilter)
        {
            throw Error($"it is longer than {LongestFilter} characters");
        }

        var tokens = new List<Token>();
        while (true)
        {
            while (at < text.Length && char.IsWhiteSpace(text[at]))
            {
                at++;
            }

            if (at == text.Length)
            {
                tokens.Add(new Token(TokenKind.End, "end", at));
                return tokens;
            }

            tokens.Add(Next());
        }
    }

    private static bool StartsName(char c) => char.IsAsciiLetter(c) || c is '_' or '$';

    private Token Next()
    {
        var start = at;
        var c = text[at];
        if (StartsName(c))
        {
            while (at < text.Length && (StartsName(text[at]) || char.IsAsciiDigit(text[at])))
            {
                at++;
            }

            var word = text[start..at];
            return Words.TryGetValue(word, out var meaning) ? new Token(TokenKind.Operator, meaning, start) : new Token(TokenKind.Name, word, start);
        }

        if (char.IsAsciiDigit(c) || (c == '.' && at + 1 < text.Length && char.IsAsciiDigit(text[at + 1])))
        {
            return Number(start);
        }

        if (c is '"' or '\'')
        {
            return new Token(TokenKind.Text, Quoted(c), start);
        }

        if (c == '{')
        {
            var end = text.IndexOf('}', at);
            at = end < 0 ? throw Error($"the brace at {start} is not closed") : end + 1;
            return new Token(TokenKind.Template, text[(start + 1)..end].Trim(), start);
        }

        var found = Array.Find(Operators, symbol => string.CompareOrdinal(text, at, symbol, 0, symbol.Length) == 0)
            ?? throw Error($"'{c}' at {start} is not understood");
        at += found.Length;
        return new Token(TokenKind.Operator, found, start);
    }

    private Token Number(int start)
    {
        if (text[at] == '0' && at + 1 < text.Length && text[at + 1] is 'x' or 'X')
        {
            at += 2;
            while (at < text.Length && char.IsAsciiHexDigit(text[at]))
            {
                at++;
            }

            return long.TryParse(text.AsSpan(start + 2, at - start - 2), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var hexadecimal)
                ? new Token(TokenKind.Integer, hexadecimal.ToString(CultureInfo.InvariantCulture), start)
                : throw Error($"'{text[start..at]}' at {start} is not a number");
        }

        var isReal = false;
        while (at < text.Length && (char.IsAsciiDigit(text[at]) || text[at] is '.' or 'e' or 'E' || (text[at] is '+' or '-' && text[at - 1] is 'e' or 'E')))
        {
            isReal |= text[at] is '.' or 'e' or 'E';
            at++;
        }

        return new Token(isReal ? TokenKind.Real : TokenKind.Integer, text[start..at], start);
    }

    private string Quoted(char quote)
    {
        var start = at++;
        var value = new StringBuilder();
        while (at < text.Length)
        {
            var c = text[at++];
            if (c == quote)
            {
                return value.ToString();
            }

            value.Append(c == '\\' ? Escaped(start) : c);
        }

        throw Error($"the text at {start} has no end");
    }

    private char Escaped(int start)
    {
        if (at == text.Length)
        {
            throw Error($"the text at {start} has no end");
        }

        var c = text[at++];
        switch (c)
        {
            case 'n':
                return '\n';
            case 't':
                return '\t';
            case 'r':
                return '\r';
            case 'u' when at + 4 <= text.Length && ushort.TryParse(text.AsSpan(at, 4), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var unit):
                at += 4;
                return (char)unit;
            case '%' or '_':
                // An escaped wildcard stays escaped: the pattern of a like tells it apart.
                at--;
                return '\\';
            case '\\' or '"' or '\'':
                return c;
            default:
                throw Error($"'\\{c}' in the text at {start} is not understood");
        }
    }

    private CallException Error(string reason) => FilterParser.Error(text, reason);
}

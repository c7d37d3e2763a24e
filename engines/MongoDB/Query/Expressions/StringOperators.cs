using System.Text;
using Lab.Engines.MongoDB.Errors;
using Lab.Engines.MongoDB.Query.Values;
using MongoDB.Bson;

namespace Lab.Engines.MongoDB.Query.Expressions;

/// <summary>$concat, $toLower, $toUpper, $strcasecmp, $strLenCP/Bytes, $substr/CP/Bytes, $indexOfCP/Bytes, $split, $trim/$ltrim/$rtrim, $replaceOne/All.</summary>
internal static class StringOperators
{
    public static ExpressionOperator[] All { get; } =
    [
        ExpressionOperator.Variadic("$concat", 0, int.MaxValue, Concat),
        ExpressionOperator.Unary("$toLower", value => Ascii(Coerce("$toLower", value), 'A', 'Z', 32)),
        ExpressionOperator.Unary("$toUpper", value => Ascii(Coerce("$toUpper", value), 'a', 'z', -32)),
        ExpressionOperator.Binary("$strcasecmp", (x, y) => Math.Sign(CodePoints.Compare(
            Ascii(Coerce("$strcasecmp", x), 'a', 'z', -32), Ascii(Coerce("$strcasecmp", y), 'a', 'z', -32)))),
        ExpressionOperator.Unary("$strLenCP", value => CodePoints.Count(Text("$strLenCP", 34471, value))),
        ExpressionOperator.Unary("$strLenBytes", value => CodePoints.Utf8Length(Text("$strLenBytes", 34473, value))),
        ExpressionOperator.Variadic("$substrCP", 3, 3, SubstrCodePoints),
        ExpressionOperator.Variadic("$substrBytes", 3, 3, SubstrBytes),
        ExpressionOperator.Variadic("$substr", 3, 3, SubstrBytes),
        ExpressionOperator.Variadic("$indexOfCP", 2, 4, IndexOfCodePoint),
        ExpressionOperator.Variadic("$indexOfBytes", 2, 4, IndexOfByte),
        ExpressionOperator.Binary("$split", Split),
        Trim("$trim", start: true, end: true),
        Trim("$ltrim", start: true, end: false),
        Trim("$rtrim", start: false, end: true),
        Replace("$replaceOne", all: false),
        Replace("$replaceAll", all: true),
    ];

    private static BsonValue Concat(BsonValue?[] values)
    {
        var output = new StringBuilder();
        foreach (var value in values)
        {
            if (BsonTypes.IsNullish(value))
            {
                return BsonNull.Value;
            }

            output.Append(Text("$concat", 16702, value));
        }

        return output.ToString();
    }

    private static string Text(string name, int code, BsonValue? value) =>
        (value as BsonString)?.Value ?? throw CommandException.Location(code, $"{name} only supports strings, not {BsonTypes.Name(value)}");

    /// <summary>What becomes a string by itself: numbers and dates, and nothing becomes an empty one.</summary>
    private static string Coerce(string name, BsonValue? value) => value switch
    {
        _ when BsonTypes.IsNullish(value) => "",
        BsonString text => text.Value,
        BsonSymbol or BsonDateTime or BsonInt32 or BsonInt64 or BsonDouble or BsonDecimal128 => BsonConversion.Convert(value, BsonType.String).AsString,
        _ => throw CommandException.Location(16007, $"can't convert from BSON type {BsonTypes.Name(value)} to String in {name}"),
    };

    /// <summary>MongoDB changes the case of ASCII letters only.</summary>
    private static string Ascii(string text, char from, char to, int shift) =>
        string.Create(text.Length, text, (span, source) =>
        {
            for (var i = 0; i < span.Length; i++)
            {
                span[i] = source[i] >= from && source[i] <= to ? (char)(source[i] + shift) : source[i];
            }
        });

    private static BsonValue SubstrCodePoints(BsonValue?[] values)
    {
        var text = Coerce("$substrCP", values[0]);
        var start = Position("$substrCP", 34450, 34451, values[1]);
        var count = Position("$substrCP", 34452, 34453, values[2]);
        return start < 0 ? throw CommandException.Location(34455, $"$substrCP: the starting index must be a non-negative integer, found: {start}")
            : count < 0 ? throw CommandException.Location(34454, $"$substrCP: length must be a non-negative integer, found: {count}")
            : CodePoints.Slice(text, start, count);
    }

    private static BsonValue SubstrBytes(BsonValue?[] values)
    {
        var bytes = Encoding.UTF8.GetBytes(Coerce("$substrBytes", values[0]));
        var start = Position("$substrBytes", 16034, 16034, values[1]);
        var count = Position("$substrBytes", 16035, 16035, values[2]);
        if (start < 0)
        {
            throw CommandException.Location(50752, $"$substrBytes: starting index must be non-negative (got: {start})");
        }

        if (start >= bytes.Length)
        {
            return "";
        }

        var end = count < 0 ? bytes.Length : (int)Math.Min(bytes.Length, start + count);
        return Continues(bytes, (int)start) ? throw CommandException.Location(28656, "$substrBytes: Invalid range, starting index is a UTF-8 continuation byte.")
            : Continues(bytes, end) ? throw CommandException.Location(28657, "$substrBytes: Invalid range, ending index is in the middle of a UTF-8 character.")
            : Encoding.UTF8.GetString(bytes, (int)start, end - (int)start);
    }

    private static bool Continues(byte[] bytes, int index) => index < bytes.Length && (bytes[index] & 0xC0) == 0x80;

    private static long Position(string name, int type, int fraction, BsonValue? value) =>
        !BsonNumber.Is(value) ? throw CommandException.Location(type, $"{name}: index and length must be numbers, but are {BsonTypes.Name(value)}")
        : BsonNumber.TryTruncate(value, out var position) && position is >= int.MinValue and <= int.MaxValue ? position
        : throw CommandException.Location(fraction, $"{name}: index and length must be representable as 32-bit integers");

    private static BsonValue IndexOfCodePoint(BsonValue?[] values) => IndexOf("$indexOfCP", 40093, 40094, values, (text, wanted, start, end) =>
    {
        var (from, to) = (CodePoints.UnitIndex(text, start), CodePoints.UnitIndex(text, end));
        if (start > CodePoints.Count(text) || from > to)
        {
            return -1;
        }

        var unit = text.IndexOf(wanted, from, to - from, StringComparison.Ordinal);
        return unit < 0 ? -1 : CodePoints.Count(text[..unit]);
    });

    private static BsonValue IndexOfByte(BsonValue?[] values) => IndexOf("$indexOfBytes", 40091, 40092, values, (text, wanted, start, end) =>
    {
        var bytes = Encoding.UTF8.GetBytes(text);
        var to = (int)Math.Min(end, bytes.Length);
        if (start > to)
        {
            return -1;
        }

        var found = bytes.AsSpan((int)start, to - (int)start).IndexOf(Encoding.UTF8.GetBytes(wanted));
        return found < 0 ? -1 : found + (int)start;
    });

    private static BsonValue IndexOf(string name, int first, int second, BsonValue?[] values, Func<string, string, long, long, int> find)
    {
        if (BsonTypes.IsNullish(values[0]))
        {
            return BsonNull.Value;
        }

        return find(
            Text(name, first, values[0]),
            Text(name, second, values[1]),
            values.Length > 2 ? ListOperators.Bound(name, values[2]) : 0,
            values.Length > 3 ? ListOperators.Bound(name, values[3]) : int.MaxValue);
    }

    private static BsonValue Split(BsonValue? value, BsonValue? separator)
    {
        if (BsonTypes.IsNullish(value) || BsonTypes.IsNullish(separator))
        {
            return BsonNull.Value;
        }

        var (text, by) = (Text("$split", 40085, value), Text("$split", 40086, separator));
        return by.Length > 0
            ? new BsonArray(text.Split(by, StringSplitOptions.None))
            : throw CommandException.Location(40087, "$split requires a non-empty separator");
    }

    private static ExpressionOperator Trim(string name, bool start, bool end) => ExpressionOperator.Named(name, ["input"], ["chars"], arguments =>
    {
        var (input, chars) = (arguments.Required("input"), arguments.Has("chars") ? arguments.Required("chars") : null);
        return evaluation =>
        {
            var value = input.Evaluate(evaluation);
            var set = chars?.Evaluate(evaluation);
            if (BsonTypes.IsNullish(value) || (chars is not null && BsonTypes.IsNullish(set)))
            {
                return BsonNull.Value;
            }

            var text = Text(name, 50699, value);
            // Without chars: the white space that MongoDB lists, the null character included.
            var runes = (set is null ? "\0\t\n\v\f\r \u00A0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200A" : Text(name, 50700, set)).EnumerateRunes().ToHashSet();
            return Trim(text.EnumerateRunes().ToList(), runes, start, end);
        };
    });

    private static string Trim(List<Rune> text, HashSet<Rune> chars, bool start, bool end)
    {
        var (from, to) = (0, text.Count);
        while (start && from < to && chars.Contains(text[from]))
        {
            from++;
        }

        while (end && to > from && chars.Contains(text[to - 1]))
        {
            to--;
        }

        return string.Concat(text.GetRange(from, to - from));
    }

    private static ExpressionOperator Replace(string name, bool all) => ExpressionOperator.Named(name, ["input", "find", "replacement"], [], arguments =>
    {
        Expression[] parts = [arguments.Required("input"), arguments.Required("find"), arguments.Required("replacement")];
        return evaluation =>
        {
            BsonValue?[] values = [.. parts.Select(p => p.Evaluate(evaluation))];
            if (Array.Exists(values, v => !BsonTypes.IsNullish(v) && v is not BsonString))
            {
                throw CommandException.Location(51746, $"{name} requires that 'input', 'find' and 'replacement' be strings");
            }

            if (Array.Exists(values, BsonTypes.IsNullish))
            {
                return BsonNull.Value;
            }

            var (text, find, replacement) = (values[0]!.AsString, values[1]!.AsString, values[2]!.AsString);
            return find.Length == 0 ? (all ? string.Concat(text.EnumerateRunes().Select(r => replacement + r)) + replacement : replacement + text)
                : all ? text.Replace(find, replacement, StringComparison.Ordinal)
                : text.IndexOf(find, StringComparison.Ordinal) is var at and >= 0 ? string.Concat(text.AsSpan(0, at), replacement, text.AsSpan(at + find.Length))
                : text;
        };
    });
}

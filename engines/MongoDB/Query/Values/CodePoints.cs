using System.Globalization;
using System.Text;

namespace Lab.Engines.MongoDB.Query.Values;

/// <summary>Strings as sequences of Unicode code points, which is how MongoDB orders, counts and cuts them.</summary>
internal static class CodePoints
{
    /// <summary>Orders like the bytes of UTF-8: by code point, not by UTF-16 unit.</summary>
    public static int Compare(string x, string y)
    {
        var shared = x.AsSpan().CommonPrefixLength(y);
        if (shared == x.Length || shared == y.Length)
        {
            return x.Length.CompareTo(y.Length);
        }

        var left = x[shared];
        var right = y[shared];
        // Surrogates (code points from U+10000 on) come after every other unit, though U+E000..U+FFFF have greater numbers.
        return char.IsSurrogate(left) == char.IsSurrogate(right) ? left.CompareTo(right) : char.IsSurrogate(left) ? 1 : -1;
    }

    public static int Count(string text)
    {
        var count = text.Length;
        for (var i = 1; i < text.Length; i++)
        {
            if (char.IsSurrogatePair(text[i - 1], text[i]))
            {
                count--;
            }
        }

        return count;
    }

    /// <summary>The index in UTF-16 units of the code point with the given number, or the length when the text is shorter.</summary>
    public static int UnitIndex(string text, long codePoint)
    {
        var unit = 0;
        for (var seen = 0L; seen < codePoint && unit < text.Length; seen++)
        {
            unit += char.IsSurrogatePair(text, unit) ? 2 : 1;
        }

        return unit;
    }

    /// <summary>At most <paramref name="count"/> code points from the one numbered <paramref name="start"/> on.</summary>
    public static string Slice(string text, long start, long count)
    {
        var from = UnitIndex(text, start);
        var rest = text[from..];
        return rest[..UnitIndex(rest, count)];
    }

    public static int Utf8Length(string text) => Encoding.UTF8.GetByteCount(text);

    public static string Quote(string text) => string.Create(CultureInfo.InvariantCulture, $"'{text}'");
}

using System.Globalization;

namespace Lab.Engines.ObjectStore.Http;

/// <summary>The bytes of an object that a request wants.</summary>
/// <remarks>RFC 9110, section 14: a range that is malformed, or one of several, is answered with the whole.</remarks>
internal readonly record struct ByteRange(long Offset, long Count)
{
    /// <returns><see langword="null"/> for the whole.</returns>
    /// <exception cref="S3Exception">The range lies behind the end.</exception>
    public static ByteRange? Read(string? header, long size)
    {
        if (header is null || !header.StartsWith("bytes=", StringComparison.OrdinalIgnoreCase) || header.Contains(',', StringComparison.Ordinal))
        {
            return null;
        }

        var parts = header["bytes=".Length..].Trim().Split('-');
        if (parts.Length != 2)
        {
            return null;
        }

        var (hasFirst, hasLast) = (Number(parts[0], out var first), Number(parts[1], out var last));
        if (!hasFirst)
        {
            return parts[0].Length > 0 || !hasLast ? null : last == 0 || size == 0 ? throw Unsatisfiable(size) : new(Math.Max(0, size - last), Math.Min(last, size));
        }

        if (parts[1].Length > 0 && (!hasLast || last < first))
        {
            return null;
        }

        return first >= size ? throw Unsatisfiable(size) : new(first, (hasLast ? Math.Min(last, size - 1) : size - 1) - first + 1);
    }

    public string ContentRange(long size) => string.Create(CultureInfo.InvariantCulture, $"bytes {Offset}-{Offset + Count - 1}/{size}");

    private static bool Number(string text, out long number) => long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out number);

    private static S3Exception Unsatisfiable(long size)
    {
        var error = new S3Exception(416, "InvalidRange", "The requested range is not satisfiable");
        error.Headers["Content-Range"] = $"bytes */{size}";
        return error;
    }
}

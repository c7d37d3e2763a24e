namespace Lab.Engines.MongoDB.Planning;

/// <summary>A range of index keys.</summary>
/// <param name="From">The first key.</param>
/// <param name="To">The first key behind the range; null: none.</param>
internal sealed record KeyRange(byte[] From, byte[]? To)
{
    public static KeyRange All { get; } = new([], null);

    /// <summary>The first key behind all that begin with a prefix; null when there is none.</summary>
    public static byte[]? Behind(ReadOnlySpan<byte> prefix)
    {
        var end = prefix.TrimEnd((byte)0xFF).ToArray();
        if (end.Length == 0)
        {
            return null;
        }

        end[^1]++;
        return end;
    }
}

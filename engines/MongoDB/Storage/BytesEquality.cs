namespace Lab.Engines.MongoDB.Storage;

/// <summary>Compares byte arrays by their contents.</summary>
internal sealed class BytesEquality : IEqualityComparer<byte[]>
{
    public static BytesEquality Instance { get; } = new();

    public bool Equals(byte[]? x, byte[]? y) => x.AsSpan().SequenceEqual(y);

    public int GetHashCode(byte[] obj)
    {
        var hash = new HashCode();
        hash.AddBytes(obj);
        return hash.ToHashCode();
    }
}

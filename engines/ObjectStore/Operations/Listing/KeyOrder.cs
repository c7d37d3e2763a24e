using System.Text;

namespace Lab.Engines.ObjectStore.Operations.Listing;

/// <summary>The order of keys: that of their UTF-8 bytes, which differs from that of UTF-16 beyond the basic plane.</summary>
internal sealed class KeyOrder : IComparer<string>
{
    public static KeyOrder Instance { get; } = new();

    public int Compare(string? x, string? y) => Encoding.UTF8.GetBytes(x ?? "").AsSpan().SequenceCompareTo(Encoding.UTF8.GetBytes(y ?? ""));

    /// <summary>The first text behind all that begin with this one.</summary>
    public static string Behind(string prefix) => prefix + "\U0010FFFF\U0010FFFF";
}

using System.Text.Json.Serialization;

namespace Lab.Repository.Damage;

/// <summary>What a verification found wrong with a pack: a sealed object under <c>damaged/</c>.</summary>
/// <param name="Blobs">Which of its blobs cannot be read; <see langword="null"/>: nobody knows, none is to be trusted.</param>
internal sealed record DamageMark([property: JsonPropertyName("blobs")] IReadOnlyList<int>? Blobs)
{
    /// <summary>Whether new snapshots must not refer to the blob.</summary>
    public bool Covers(int blob) => Blobs is null || Blobs.Contains(blob);
}

using System.Collections.Immutable;

namespace Lab.Engines.Milvus.Collections;

/// <summary>A collection's rows at one moment: all of the changes that were acknowledged by then, and nothing of later ones.</summary>
/// <param name="Version">The number of changes until then.</param>
/// <param name="Slices">The rows, deleted ones among them: <see cref="Columns.Chunk.IsVisible"/> tells.</param>
internal sealed record Snapshot(long Version, ImmutableArray<Slice> Slices)
{
    public static Snapshot Empty { get; } = new(0, []);

    /// <summary>The rows of some partitions.</summary>
    public Snapshot Of(IReadOnlySet<long> partitions) =>
        this with { Slices = [.. Slices.Where(slice => partitions.Contains(slice.Partition))] };
}

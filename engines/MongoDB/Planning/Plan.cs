using Lab.Engines.MongoDB.Storage.Catalog;

namespace Lab.Engines.MongoDB.Planning;

/// <summary>How a collection is read: by an index, or from one end to the other.</summary>
/// <param name="Collection">The collection.</param>
/// <param name="Index">The index; null: the documents themselves, in the order of insertion.</param>
/// <param name="Ranges">The ranges of keys that are read, in the index's order; empty for the whole collection without an index.</param>
/// <param name="Backward">Whether it is read from the end.</param>
/// <param name="IsSorted">Whether documents come in the order that was asked for.</param>
internal sealed record Plan(CollectionInfo Collection, IndexInfo? Index, IReadOnlyList<KeyRange> Ranges, bool Backward, bool IsSorted)
{
    public static Plan Whole(CollectionInfo collection, bool backward = false) => new(collection, null, [], backward, IsSorted: backward);

    /// <summary>MongoDB's name for the stage.</summary>
    public string Stage => Index is null ? "COLLSCAN" : "IXSCAN";
}

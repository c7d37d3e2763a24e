using Lab.Engines.MongoDB.Query.Values;

namespace Lab.Engines.MongoDB.Query.Sorting;

/// <summary>One path of a sort order.</summary>
internal sealed record SortKey(FieldPath Path, bool Descending);

using Lab.Engines.MongoDB.Query.Values;

namespace Lab.Engines.MongoDB.Storage.Keys;

/// <summary>One field of an index.</summary>
/// <param name="Path">Where the value lies.</param>
/// <param name="Descending">Whether greater values come first.</param>
internal sealed record IndexField(FieldPath Path, bool Descending);

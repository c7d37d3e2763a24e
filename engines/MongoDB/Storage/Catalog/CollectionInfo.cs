using System.Collections.Immutable;
using System.Globalization;
using MongoDB.Bson;

namespace Lab.Engines.MongoDB.Storage.Catalog;

/// <summary>A collection: its name, options and indexes, as they were at one time.</summary>
internal sealed record CollectionInfo(long Id, Namespace Name, Guid Uuid, BsonDocument Options, ImmutableArray<IndexInfo> Indexes)
{
    /// <summary>The SQLite table of its documents.</summary>
    public string Table { get; } = string.Create(CultureInfo.InvariantCulture, $"c{Id}");

    public IndexInfo IdIndex => Indexes[0];

    public IndexInfo? FindIndex(string name) => Indexes.FirstOrDefault(index => index.Name == name);
}

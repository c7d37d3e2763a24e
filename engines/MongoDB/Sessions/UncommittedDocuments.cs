using Lab.Engines.MongoDB.Storage;
using Lab.Engines.MongoDB.Storage.Catalog;
using MongoDB.Bson;

namespace Lab.Engines.MongoDB.Sessions;

/// <summary>What a transaction has changed in one collection: documents by row (null: deleted), and the unique keys that these have.</summary>
internal sealed class UncommittedDocuments
{
    private readonly Dictionary<long, BsonDocument?> _documents = [];
    private readonly Dictionary<long, Dictionary<byte[], long>> _uniqueKeys = [];

    public IReadOnlyDictionary<long, BsonDocument?> Documents => _documents;

    /// <summary>The row that has a unique key here, or null.</summary>
    public long? Owner(IndexInfo index, byte[] key) =>
        _uniqueKeys.TryGetValue(index.Id, out var keys) && keys.TryGetValue(key, out var row) ? row : null;

    public void Set(CollectionInfo collection, long row, BsonDocument? document)
    {
        if (_documents.TryGetValue(row, out var before) && before is not null)
        {
            foreach (var index in collection.Indexes.Where(index => index.IsUnique))
            {
                index.KeysOf(before).ForEach(key => _uniqueKeys[index.Id].Remove(key));
            }
        }

        _documents[row] = document;
        if (row < 0 && document is null)
        {
            _documents.Remove(row);
        }

        if (document is null)
        {
            return;
        }

        foreach (var index in collection.Indexes.Where(index => index.IsUnique))
        {
            if (!_uniqueKeys.TryGetValue(index.Id, out var keys))
            {
                keys = new Dictionary<byte[], long>(BytesEquality.Instance);
                _uniqueKeys.Add(index.Id, keys);
            }

            index.KeysOf(document).ForEach(key => keys[key] = row);
        }
    }
}

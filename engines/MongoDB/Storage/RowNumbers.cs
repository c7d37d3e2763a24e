using Lab.Engines.MongoDB.Storage.Catalog;
using Lab.Engines.MongoDB.Storage.Sqlite;

namespace Lab.Engines.MongoDB.Storage;

/// <summary>The next row of each collection; numbers of writes that were undone are left out.</summary>
internal sealed class RowNumbers
{
    private readonly Dictionary<long, long> _last = [];

    public long Next(SqliteConnection connection, CollectionInfo collection)
    {
        if (!_last.TryGetValue(collection.Id, out var last))
        {
            var statement = connection.Prepare($"SELECT max(row) FROM {collection.Table}");
            statement.Step();
            last = statement.Integer(0);
            statement.Reset();
        }

        _last[collection.Id] = last + 1;
        return last + 1;
    }

    public void Forget(long collection) => _last.Remove(collection);
}

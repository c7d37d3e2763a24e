using Lab.Engines.MongoDB.Storage;
using Lab.Engines.MongoDB.Storage.Catalog;
using Lab.Engines.MongoDB.Storage.Sqlite;

namespace Lab.Engines.MongoDB.Commands.Catalog;

/// <summary>How large collections are: measured by reading them, or estimated from their last documents. SQLite's own overhead is left out.</summary>
internal static class CollectionSize
{
    /// <summary>About what SQLite adds to each row.</summary>
    private const int RowOverhead = 8;

    private const int Sample = 200;

    /// <summary>About how many bytes documents and keys take, without reading them all.</summary>
    public static long Estimate(DocumentStore store, IEnumerable<CollectionInfo> collections) => store.Readers.Read(connection =>
        collections.Sum(collection =>
        {
            var rows = One(connection, $"SELECT coalesce(max(row) - min(row) + 1, 0) FROM {collection.Table}");
            var document = One(connection, $"SELECT coalesce(avg(length(document)), 0) FROM (SELECT document FROM {collection.Table} ORDER BY row DESC LIMIT {Sample})");
            var keys = collection.Indexes.Sum(index => One(connection, $"SELECT coalesce(avg(length(key)), 0) FROM (SELECT key FROM {index.Table} LIMIT {Sample})") + RowOverhead);
            return rows * (document + RowOverhead + keys);
        }));

    /// <summary>How many documents a collection has, and the bytes of their BSON.</summary>
    public static (long Count, long Bytes) Documents(SqliteConnection connection, CollectionInfo collection) =>
        (RowCount.Of(connection, collection), One(connection, $"SELECT coalesce(sum(length(document)), 0) FROM {collection.Table}"));

    /// <summary>The bytes that a collection's documents take with their rows.</summary>
    public static long Stored(SqliteConnection connection, CollectionInfo collection) =>
        One(connection, $"SELECT coalesce(sum(length(document) + {RowOverhead}), 0) FROM {collection.Table}");

    /// <summary>The bytes of an index's keys.</summary>
    public static long Stored(SqliteConnection connection, IndexInfo index) =>
        One(connection, $"SELECT coalesce(sum(length(key) + {RowOverhead}), 0) FROM {index.Table}");

    private static long One(SqliteConnection connection, string sql)
    {
        var statement = connection.Prepare(sql);
        statement.Step();
        var size = statement.Integer(0);
        statement.Reset();
        return size;
    }
}

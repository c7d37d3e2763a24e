using Lab.Engines.MongoDB.Storage.Catalog;
using Lab.Engines.MongoDB.Storage.Sqlite;

namespace Lab.Engines.MongoDB.Storage;

/// <summary>Reads one document by its row.</summary>
internal static class StoredRow
{
    /// <summary>The document's bytes, or null.</summary>
    public static byte[]? Read(SqliteConnection connection, CollectionInfo collection, long row)
    {
        var statement = connection.Prepare($"SELECT document FROM {collection.Table} WHERE row = ?1").Bind(1, row);
        var bytes = statement.Step() ? statement.Bytes(0).ToArray() : null;
        statement.Reset();
        return bytes;
    }
}

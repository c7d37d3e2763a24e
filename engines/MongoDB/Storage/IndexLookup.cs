using Lab.Engines.MongoDB.Storage.Catalog;
using Lab.Engines.MongoDB.Storage.Sqlite;

namespace Lab.Engines.MongoDB.Storage;

/// <summary>Looks up one key of an index.</summary>
internal static class IndexLookup
{
    /// <summary>The row that a unique index holds under a key, or null.</summary>
    public static long? Row(SqliteConnection connection, IndexInfo index, byte[] key)
    {
        var statement = connection.Prepare($"SELECT row FROM {index.Table} WHERE key = ?1").Bind(1, key);
        long? row = statement.Step() ? statement.Integer(0) : null;
        statement.Reset();
        return row;
    }
}

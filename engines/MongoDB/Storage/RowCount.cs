using Lab.Engines.MongoDB.Storage.Catalog;
using Lab.Engines.MongoDB.Storage.Sqlite;

namespace Lab.Engines.MongoDB.Storage;

/// <summary>Counts documents.</summary>
internal static class RowCount
{
    public static long Of(SqliteConnection connection, CollectionInfo collection)
    {
        var statement = connection.Prepare($"SELECT count(*) FROM {collection.IdIndex.Table}");
        statement.Step();
        var count = statement.Integer(0);
        statement.Reset();
        return count;
    }
}

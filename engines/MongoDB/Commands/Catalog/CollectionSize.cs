using Lab.Engines.MongoDB.Storage;
using Lab.Engines.MongoDB.Storage.Catalog;
using Lab.Engines.MongoDB.Storage.Sqlite;

namespace Lab.Engines.MongoDB.Commands.Catalog;

/// <summary>How large collections are, by reading what SQLite knows of their tables' pages.</summary>
internal static class CollectionSize
{
    /// <summary>The bytes of all pages that collections and their indexes take.</summary>
    public static long OnDisk(DocumentStore store, IEnumerable<CollectionInfo> collections) => store.Readers.Read(connection =>
        collections.Sum(collection => Pages(connection, collection.Table) + collection.Indexes.Sum(index => Pages(connection, index.Table))));

    /// <summary>The bytes of the pages of one table.</summary>
    public static long Pages(SqliteConnection connection, string table)
    {
        var statement = connection.Prepare("SELECT coalesce(sum(pgsize), 0) FROM dbstat WHERE name = ?1").Bind(1, table);
        statement.Step();
        var size = statement.Integer(0);
        statement.Reset();
        return size;
    }

    /// <summary>How many documents a collection has, and the bytes of their BSON.</summary>
    public static (long Count, long Bytes) Documents(SqliteConnection connection, CollectionInfo collection)
    {
        var statement = connection.Prepare($"SELECT count(*), coalesce(sum(length(document)), 0) FROM {collection.Table}");
        statement.Step();
        var result = (statement.Integer(0), statement.Integer(1));
        statement.Reset();
        return result;
    }
}

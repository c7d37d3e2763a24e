using System.Globalization;
using Lab.Engines.MongoDB.Storage.Catalog;
using Lab.Engines.MongoDB.Storage.Sqlite;

namespace Lab.Engines.MongoDB.Storage;

/// <summary>
/// The data file: SQLite in WAL mode, synchronised at each commit. Table <c>collections</c> and <c>indexes</c> are the catalog, <c>c</c> and a
/// number hold the documents of a collection, <c>i</c> and a number the keys of an index (unique: key → row; else key and row together).
/// </summary>
internal static class Schema
{
    private const int Version = 1;

    public static void Create(SqliteConnection connection)
    {
        connection.Execute("PRAGMA page_size=8192; PRAGMA auto_vacuum=INCREMENTAL; PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA wal_autocheckpoint=2000; PRAGMA journal_size_limit=67108864");
        var version = connection.Prepare("PRAGMA user_version");
        version.Step();
        var found = version.Integer(0);
        version.Reset();
        if (found is not (0 or Version))
        {
            throw new EngineException($"The data folder was written by another version of this engine (format {found.ToString(CultureInfo.InvariantCulture)}): this one reads format {Version}.");
        }

        connection.Execute($"""
            BEGIN IMMEDIATE;
            CREATE TABLE IF NOT EXISTS collections (id INTEGER PRIMARY KEY AUTOINCREMENT, database TEXT NOT NULL, name TEXT NOT NULL, uuid BLOB NOT NULL, options BLOB NOT NULL, UNIQUE (database, name));
            CREATE TABLE IF NOT EXISTS indexes (id INTEGER PRIMARY KEY AUTOINCREMENT, collection INTEGER NOT NULL, specification BLOB NOT NULL, multikey INTEGER NOT NULL DEFAULT 0);
            CREATE TABLE IF NOT EXISTS users (database TEXT NOT NULL, name TEXT NOT NULL, document BLOB NOT NULL, PRIMARY KEY (database, name)) WITHOUT ROWID;
            CREATE TABLE IF NOT EXISTS retries (session BLOB PRIMARY KEY, number INTEGER NOT NULL, reply BLOB NOT NULL, at INTEGER NOT NULL) WITHOUT ROWID;
            PRAGMA user_version={Version};
            COMMIT
            """);
    }

    public static CatalogState ReadCatalog(SqliteConnection connection)
    {
        var indexes = new List<(long Collection, IndexInfo Index)>();
        var rows = connection.Prepare("SELECT id, collection, specification, multikey FROM indexes ORDER BY id");
        while (rows.Step())
        {
            indexes.Add((rows.Integer(1), new IndexInfo(rows.Integer(0), BsonBytes.Read(rows.Bytes(2).ToArray()), (ulong)rows.Integer(3))));
        }

        rows.Reset();
        var byCollection = indexes.ToLookup(entry => entry.Collection, entry => entry.Index);
        var catalog = CatalogState.Empty;
        rows = connection.Prepare("SELECT id, database, name, uuid, options FROM collections");
        while (rows.Step())
        {
            var id = rows.Integer(0);
            catalog = catalog.With(new CollectionInfo(
                id, new Namespace(rows.Text(1), rows.Text(2)), new Guid(rows.Bytes(3), bigEndian: true), BsonBytes.Read(rows.Bytes(4).ToArray()), [.. byCollection[id]]));
        }

        rows.Reset();
        return catalog;
    }
}

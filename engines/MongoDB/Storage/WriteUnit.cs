using Lab.Engines.MongoDB.Errors;
using Lab.Engines.MongoDB.Planning;
using Lab.Engines.MongoDB.Storage.Catalog;
using Lab.Engines.MongoDB.Storage.Sqlite;
using MongoDB.Bson;

namespace Lab.Engines.MongoDB.Storage;

/// <summary>What one command writes to the data file, on the writer's thread. When the command fails, all of it is undone.</summary>
internal sealed class WriteUnit(SqliteConnection connection, CatalogState catalog, ConflictTracker conflicts, RowNumbers rows, long commit) : IDocumentWriter
{
    private const int ChunkDocuments = 512;
    private const int ChunkBytes = 4 << 20;

    /// <summary>The catalog as this command leaves it.</summary>
    public CatalogState Catalog { get; set; } = catalog;

    /// <summary>The transaction that is being committed, or null.</summary>
    public ITransactionOwner? Transaction { get; set; }

    public SqliteConnection Connection => connection;

    public CollectionInfo? Find(Namespace name) => Catalog.Find(name);

    public CollectionInfo FindOrCreate(Namespace name) => Catalog.Find(name) ?? new CatalogWriter(this).Create(name, []);

    public bool LosesOrder(CollectionInfo collection) => false;

    public IEnumerable<StoredDocument> Read(Plan plan)
    {
        var scan = new Scan(plan);
        var chunk = new List<StoredDocument>();
        // A document that an update moves ahead in the index is met again: it is not read twice.
        var seen = plan.Index is null ? null : new HashSet<long>();
        while (!scan.IsDone)
        {
            chunk.Clear();
            scan.Read(connection, chunk, ChunkDocuments, ChunkBytes);
            foreach (var document in chunk)
            {
                if (seen?.Add(document.Row) ?? true)
                {
                    yield return document;
                }
            }
        }
    }

    public void Insert(CollectionInfo collection, byte[] bytes, BsonDocument document)
    {
        var row = rows.Next(connection, collection);
        var keys = new List<byte[]>[collection.Indexes.Length];
        for (var i = 0; i < keys.Length; i++)
        {
            keys[i] = collection.Indexes[i].KeysOf(document);
        }

        // With one unique index its own insert finds the duplicate; with several, none may be written before all are looked at.
        var several = collection.Indexes.Count(index => index.IsUnique) > 1;
        for (var i = 0; several && i < keys.Length; i++)
        {
            CheckUnique(collection, collection.Indexes[i], document, keys[i], row);
        }

        for (var i = 0; i < keys.Length; i++)
        {
            AddKeys(collection, collection.Indexes[i], document, keys[i], row);
        }

        connection.Prepare($"INSERT INTO {collection.Table} (row, document) VALUES (?1, ?2)").Bind(1, row).Bind(2, bytes).Run();
    }

    public void Replace(CollectionInfo collection, StoredDocument stored, BsonDocument before, BsonDocument after)
    {
        conflicts.Change(Transaction, collection.Id, stored.Row, commit);
        var changes = new List<(IndexInfo Index, List<byte[]> Old, List<byte[]> New)>();
        foreach (var index in collection.Indexes)
        {
            var old = index.KeysOf(before);
            var next = index.KeysOf(after);
            if (!Same(old, next))
            {
                CheckUnique(collection, index, after, next, stored.Row);
                changes.Add((index, old, next));
            }
        }

        foreach (var (index, old, next) in changes)
        {
            RemoveKeys(index, old, stored.Row);
            AddKeys(collection, index, after, next, stored.Row);
        }

        connection.Prepare($"UPDATE {collection.Table} SET document = ?2 WHERE row = ?1").Bind(1, stored.Row).Bind(2, BsonBytes.Write(after)).Run();
    }

    public void Delete(CollectionInfo collection, StoredDocument stored, BsonDocument before)
    {
        conflicts.Change(Transaction, collection.Id, stored.Row, commit);
        foreach (var index in collection.Indexes)
        {
            RemoveKeys(index, index.KeysOf(before), stored.Row);
        }

        connection.Prepare($"DELETE FROM {collection.Table} WHERE row = ?1").Bind(1, stored.Row).Run();
    }

    /// <summary>Adds a document's keys to one index.</summary>
    /// <exception cref="CommandException">11000: the index is unique and holds one of them.</exception>
    public void AddKeys(CollectionInfo collection, IndexInfo index, BsonDocument document, List<byte[]> keys, long row)
    {
        foreach (var key in keys)
        {
            try
            {
                connection.Prepare($"INSERT INTO {index.Table} (key, row) VALUES (?1, ?2)").Bind(1, key).Bind(2, row).Run();
            }
            catch (SqliteException error) when (error.ResultCode == SQLitePCL.raw.SQLITE_CONSTRAINT)
            {
                throw DuplicateKey.Error(collection, index, document, key);
            }
        }
    }

    private void CheckUnique(CollectionInfo collection, IndexInfo index, BsonDocument document, List<byte[]> keys, long row)
    {
        if (index.IsUnique && keys.Find(key => IndexLookup.Row(connection, index, key) is { } other && other != row) is { } taken)
        {
            throw DuplicateKey.Error(collection, index, document, taken);
        }
    }

    private void RemoveKeys(IndexInfo index, List<byte[]> keys, long row)
    {
        foreach (var key in keys)
        {
            connection.Prepare($"DELETE FROM {index.Table} WHERE key = ?1 AND row = ?2").Bind(1, key).Bind(2, row).Run();
        }
    }

    private static bool Same(List<byte[]> x, List<byte[]> y) =>
        x.Count == y.Count && !x.Where((key, i) => !key.AsSpan().SequenceEqual(y[i])).Any();
}

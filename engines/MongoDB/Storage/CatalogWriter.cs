using Lab.Engines.MongoDB.Errors;
using Lab.Engines.MongoDB.Planning;
using Lab.Engines.MongoDB.Storage.Catalog;
using MongoDB.Bson;

namespace Lab.Engines.MongoDB.Storage;

/// <summary>Makes and drops collections and indexes.</summary>
internal sealed class CatalogWriter(WriteUnit unit)
{
    private const int MaxIndexes = 64;

    /// <param name="name">Its name.</param>
    /// <param name="options">What listCollections shows of its options.</param>
    /// <exception cref="CommandException">NamespaceExists.</exception>
    public CollectionInfo Create(Namespace name, BsonDocument options)
    {
        if (unit.Catalog.Find(name) is not null)
        {
            throw new CommandException(ErrorCode.NamespaceExists, $"Collection {name} already exists.");
        }

        if (unit.Catalog.Databases.FirstOrDefault(other => other != name.Database && string.Equals(other, name.Database, StringComparison.OrdinalIgnoreCase)) is { } similar)
        {
            throw new CommandException(13297, "DatabaseDifferCase", $"db already exists with different case already have: [{similar}] trying to create [{name.Database}]");
        }

        var uuid = Guid.NewGuid();
        unit.Connection.Prepare("INSERT INTO collections (database, name, uuid, options) VALUES (?1, ?2, ?3, ?4)")
            .Bind(1, name.Database).Bind(2, name.Collection).Bind(3, uuid.ToByteArray(bigEndian: true)).Bind(4, BsonBytes.Write(options)).Run();
        var collection = new CollectionInfo(unit.Connection.LastRow, name, uuid, options, []);
        unit.Connection.Execute($"CREATE TABLE {collection.Table} (row INTEGER PRIMARY KEY, document BLOB NOT NULL)");
        collection = collection with { Indexes = [AddIndex(collection, new BsonDocument { { "v", 2 }, { "key", new BsonDocument("_id", 1) }, { "name", "_id_" } })] };
        unit.Catalog = unit.Catalog.With(collection);
        return collection;
    }

    public void Drop(CollectionInfo collection)
    {
        foreach (var index in collection.Indexes)
        {
            RemoveIndex(index);
        }

        unit.Connection.Execute($"DROP TABLE {collection.Table}");
        unit.Connection.Prepare("DELETE FROM collections WHERE id = ?1").Bind(1, collection.Id).Run();
        unit.Catalog = unit.Catalog.Without(collection.Name);
    }

    public void Rename(CollectionInfo collection, Namespace name)
    {
        unit.Connection.Prepare("UPDATE collections SET database = ?2, name = ?3 WHERE id = ?1")
            .Bind(1, collection.Id).Bind(2, name.Database).Bind(3, name.Collection).Run();
        unit.Catalog = unit.Catalog.Without(collection.Name).With(collection with { Name = name });
    }

    /// <summary>Adds an index and fills it.</summary>
    /// <exception cref="CommandException">11000: two documents have one key; or a document cannot be indexed.</exception>
    public CollectionInfo CreateIndex(CollectionInfo collection, BsonDocument specification)
    {
        if (collection.Indexes.Length >= MaxIndexes)
        {
            throw new CommandException(ErrorCode.CannotCreateIndex, $"add index fails, too many indexes for {collection.Name} key:{specification["key"].ToJson()}: at most {MaxIndexes} are allowed");
        }

        var index = AddIndex(collection, specification);
        foreach (var stored in unit.Read(Plan.Whole(collection)))
        {
            var document = BsonBytes.Read(stored.Bytes);
            unit.AddKeys(collection, index, document, index.KeysOf(document), stored.Row);
        }

        collection = collection with { Indexes = collection.Indexes.Add(index) };
        unit.Catalog = unit.Catalog.With(collection);
        return collection;
    }

    public CollectionInfo DropIndex(CollectionInfo collection, IndexInfo index)
    {
        RemoveIndex(index);
        collection = collection with { Indexes = collection.Indexes.Remove(index) };
        unit.Catalog = unit.Catalog.With(collection);
        return collection;
    }

    /// <summary>Replaces what an index is said to be; its keys stay.</summary>
    public CollectionInfo Change(CollectionInfo collection, IndexInfo index, BsonDocument specification)
    {
        unit.Connection.Prepare("UPDATE indexes SET specification = ?2, multikey = ?3 WHERE id = ?1").Bind(1, index.Id).Bind(2, BsonBytes.Write(specification)).Bind(3, (long)index.Multikey).Run();
        collection = collection with { Indexes = collection.Indexes.Replace(index, new IndexInfo(index.Id, specification, index.Multikey)) };
        unit.Catalog = unit.Catalog.With(collection);
        return collection;
    }

    private IndexInfo AddIndex(CollectionInfo collection, BsonDocument specification)
    {
        unit.Connection.Prepare("INSERT INTO indexes (collection, specification) VALUES (?1, ?2)").Bind(1, collection.Id).Bind(2, BsonBytes.Write(specification)).Run();
        var index = new IndexInfo(unit.Connection.LastRow, specification, 0);
        var key = index.IsUnique ? "key BLOB PRIMARY KEY, row INTEGER NOT NULL" : "key BLOB NOT NULL, row INTEGER NOT NULL, PRIMARY KEY (key, row)";
        unit.Connection.Execute($"CREATE TABLE {index.Table} ({key}) WITHOUT ROWID");
        return index;
    }

    private void RemoveIndex(IndexInfo index)
    {
        unit.Connection.Execute($"DROP TABLE {index.Table}");
        unit.Connection.Prepare("DELETE FROM indexes WHERE id = ?1").Bind(1, index.Id).Run();
    }
}

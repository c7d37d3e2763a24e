using Lab.Engines.MongoDB.Planning;
using Lab.Engines.MongoDB.Storage.Catalog;
using MongoDB.Bson;

namespace Lab.Engines.MongoDB.Storage;

/// <summary>Where a command's writes go: to the data file, or to a transaction that may commit them later.</summary>
internal interface IDocumentWriter
{
    /// <summary>The collection, or null.</summary>
    CollectionInfo? Find(Namespace name);

    /// <summary>The collection, made where it does not exist.</summary>
    CollectionInfo FindOrCreate(Namespace name);

    /// <summary>Whether a scan's order is lost here, because uncommitted documents follow at its end.</summary>
    bool LosesOrder(CollectionInfo collection);

    /// <summary>Reads documents as these writes left them.</summary>
    IEnumerable<StoredDocument> Read(Plan plan);

    /// <exception cref="Errors.CommandException">11000, or the document cannot be indexed; nothing is written then.</exception>
    void Insert(CollectionInfo collection, byte[] bytes, BsonDocument document);

    /// <inheritdoc cref="Insert"/>
    void Replace(CollectionInfo collection, StoredDocument stored, BsonDocument before, BsonDocument after);

    void Delete(CollectionInfo collection, StoredDocument stored, BsonDocument before);
}

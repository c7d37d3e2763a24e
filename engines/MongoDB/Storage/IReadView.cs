using Lab.Engines.MongoDB.Planning;
using Lab.Engines.MongoDB.Storage.Catalog;

namespace Lab.Engines.MongoDB.Storage;

/// <summary>What a command reads: what is committed, or what a transaction sees.</summary>
internal interface IReadView
{
    CatalogState Catalog { get; }

    /// <summary>Whether a scan's order is lost here, because uncommitted documents follow at its end.</summary>
    bool LosesOrder(CollectionInfo collection);

    /// <summary>Reads a chunk of a scan.</summary>
    /// <returns>Whether there may be more.</returns>
    bool Read(Scan scan, List<StoredDocument> documents, int maxDocuments, int maxBytes);

    /// <summary>How many documents a collection has.</summary>
    long Count(CollectionInfo collection);
}

using Lab.Engines.MongoDB.Query.Filters;
using Lab.Engines.MongoDB.Query.Values;
using Lab.Engines.MongoDB.Storage.Keys;
using MongoDB.Bson;

namespace Lab.Engines.MongoDB.Storage.Catalog;

/// <summary>An index of a collection.</summary>
internal sealed class IndexInfo
{
    private readonly KeyExtractor _extractor;
    private ulong _multikey;

    public IndexInfo(long id, BsonDocument specification, ulong multikey)
    {
        Id = id;
        Specification = specification;
        Fields = [.. specification["key"].AsBsonDocument.Elements.Select(e => new IndexField(FieldPath.Parse(e.Name), BsonNumber.ToDouble(e.Value) < 0))];
        _extractor = new KeyExtractor(Fields);
        _multikey = multikey;
        PersistedMultikey = multikey;
        IsSparse = specification.GetValue("sparse", false).ToBoolean();
        IsUnique = IsId || specification.GetValue("unique", false).ToBoolean();
        IsHidden = specification.GetValue("hidden", false).ToBoolean();
        Partial = specification.TryGetValue("partialFilterExpression", out var partial) ? Filter.Parse(partial.AsBsonDocument) : null;
        ExpireAfterSeconds = specification.TryGetValue("expireAfterSeconds", out var seconds) ? seconds.ToInt64() : null;
        Table = string.Create(System.Globalization.CultureInfo.InvariantCulture, $"i{id}");
    }

    public long Id { get; }

    /// <summary>As listIndexes shows it.</summary>
    public BsonDocument Specification { get; }

    public string Name => Specification["name"].AsString;

    public BsonDocument Key => Specification["key"].AsBsonDocument;

    public IReadOnlyList<IndexField> Fields { get; }

    /// <summary>The index on _id, which every collection has.</summary>
    public bool IsId => Name == "_id_";

    public bool IsUnique { get; }

    public bool IsSparse { get; }

    public bool IsHidden { get; }

    /// <summary>The documents that a partial index holds; null: all.</summary>
    public Filter? Partial { get; }

    public long? ExpireAfterSeconds { get; }

    /// <summary>The SQLite table of its keys.</summary>
    public string Table { get; }

    /// <summary>The fields, as bits, whose paths have ever entered an array. Set before the document is visible, and never unset.</summary>
    public ulong Multikey => Volatile.Read(ref _multikey);

    /// <summary>What the data file knows of <see cref="Multikey"/>; the writer's.</summary>
    public ulong PersistedMultikey { get; set; }

    /// <summary>The keys under which the index holds a document; none when it is sparse or partial and does not hold it.</summary>
    /// <exception cref="Errors.CommandException">The document cannot be indexed.</exception>
    public List<byte[]> KeysOf(BsonDocument document)
    {
        if (Partial is not null && !Partial.Matches(document))
        {
            return [];
        }

        var keys = _extractor.Keys(document, out var multikey, out var present);
        if (IsSparse && !present)
        {
            return [];
        }

        if (multikey != 0)
        {
            Interlocked.Or(ref _multikey, multikey);
        }

        return keys;
    }
}

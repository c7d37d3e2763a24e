using Lab.Engines.MongoDB.Query.Values;
using MongoDB.Bson;

namespace Lab.Engines.MongoDB.Query.Projections;

/// <summary>Cuts the arrays at a path of a document that was projected already.</summary>
internal abstract class ArrayProjection(FieldPath path)
{
    /// <param name="document">A document of the output; it is not changed.</param>
    /// <param name="position">Where the query matched in an array, or null.</param>
    public BsonDocument Apply(BsonDocument document, int? position) => InDocument(document, 0, position);

    protected FieldPath Path => path;

    /// <summary>What remains of an array at the path.</summary>
    protected abstract BsonArray Cut(BsonArray array, int? position);

    private BsonDocument InDocument(BsonDocument document, int part, int? position)
    {
        if (!document.TryGetValue(path.Parts[part], out var value))
        {
            return document;
        }

        var changed = At(value, part + 1, position);
        return ReferenceEquals(changed, value) ? document : new BsonDocument(document.Elements.Select(e =>
            e.Name == path.Parts[part] ? new BsonElement(e.Name, changed) : e));
    }

    private BsonValue At(BsonValue value, int part, int? position) => value switch
    {
        BsonArray array when part == path.Length => Cut(array, position),
        BsonDocument document when part < path.Length => InDocument(document, part, position),
        BsonArray array => new BsonArray(array.Select(item => item is BsonDocument document ? InDocument(document, part, position) : item)),
        _ => value,
    };
}

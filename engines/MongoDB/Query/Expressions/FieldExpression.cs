using Lab.Engines.MongoDB.Query.Values;
using MongoDB.Bson;

namespace Lab.Engines.MongoDB.Query.Expressions;

/// <summary><c>"$a.b"</c>: the value at a path of the document. Through an array it gives the values of its documents, as an array.</summary>
internal sealed class FieldExpression(FieldPath path) : Expression
{
    public FieldPath Path => path;

    public override BsonValue? Evaluate(Evaluation evaluation) => Get(evaluation.Root, path, 0);

    /// <summary>The value under the components of a path from <paramref name="part"/> on.</summary>
    public static BsonValue? Get(BsonValue? from, FieldPath path, int part)
    {
        for (; part < path.Length; part++)
        {
            switch (from)
            {
                case BsonDocument document:
                    if (!document.TryGetValue(path.Parts[part], out from))
                    {
                        return null;
                    }

                    break;
                case BsonArray array:
                    return Gather(array, path, part);
                default:
                    return null;
            }
        }

        return from;
    }

    private static BsonArray Gather(BsonArray array, FieldPath path, int part)
    {
        var values = new BsonArray();
        foreach (var item in array)
        {
            if (item is BsonDocument or BsonArray && Get(item, path, part) is { } value)
            {
                values.Add(value);
            }
        }

        return values;
    }
}

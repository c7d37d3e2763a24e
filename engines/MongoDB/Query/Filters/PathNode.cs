using Lab.Engines.MongoDB.Query.Values;
using MongoDB.Bson;

namespace Lab.Engines.MongoDB.Query.Filters;

/// <summary>
/// A condition on the values at a path. Arrays on the way are entered one level deep, by their documents and by index; an array at the
/// end is matched whole and by element. A path that ends early is a missing value, unless it ends in an array. Source: MongoDB manual, "Query an Array of Embedded Documents".
/// </summary>
internal sealed class PathNode(FieldPath path, ValuePredicate predicate) : MatchNode
{
    public override bool Matches(BsonDocument document, MatchContext? context) => InDocument(document, 0, context);

    private bool InDocument(BsonDocument document, int part, MatchContext? context)
    {
        if (!document.TryGetValue(path.Parts[part], out var value))
        {
            return predicate.Test(null, context);
        }

        if (part == path.Length - 1)
        {
            return AtEnd(value, context);
        }

        return value switch
        {
            BsonDocument inner => InDocument(inner, part + 1, context),
            BsonArray array => InArray(array, part + 1, context),
            _ => predicate.Test(null, context),
        };
    }

    private bool InArray(BsonArray array, int part, MatchContext? context)
    {
        var index = 0;
        foreach (var item in array)
        {
            if (item is BsonDocument document && InDocument(document, part, context))
            {
                Found(index, context);
                return true;
            }

            index++;
        }

        var wanted = path.Index(part);
        if (wanted < 0 || wanted >= index)
        {
            return false;
        }

        var chosen = array[wanted];
        if (part == path.Length - 1)
        {
            return AtEnd(chosen, context);
        }

        return chosen switch
        {
            BsonDocument inner => InDocument(inner, part + 1, context),
            BsonArray inner => InArray(inner, part + 1, context),
            _ => false,
        };
    }

    private bool AtEnd(BsonValue value, MatchContext? context)
    {
        if (predicate.EntersArrays && value is BsonArray array)
        {
            var index = 0;
            foreach (var item in array)
            {
                if (predicate.Test(item, context))
                {
                    Found(index, context);
                    return true;
                }

                index++;
            }
        }

        return predicate.Test(value, context);
    }

    /// <summary>The outermost array is the last to say where it matched.</summary>
    private static void Found(int index, MatchContext? context)
    {
        if (context is not null)
        {
            context.Position = index;
        }
    }
}

using MongoDB.Bson;

namespace Lab.Engines.MongoDB.Query.Filters;

/// <summary>$elemMatch: one element of the array fulfils everything at once.</summary>
internal sealed class ElementPredicate(Func<BsonValue, MatchContext?, bool> element) : ValuePredicate
{
    public override bool EntersArrays => false;

    /// <summary>Elements are documents (or arrays) that match a filter.</summary>
    public static ElementPredicate Documents(MatchNode filter) => new((item, context) => item switch
    {
        BsonDocument document => filter.Matches(document, context),
        BsonArray array => filter.Matches(AsDocument(array), context),
        _ => false,
    });

    /// <summary>Elements are values that fulfil operators.</summary>
    public static ElementPredicate Values(ValuePredicate[] predicates) =>
        new((item, context) => Array.TrueForAll(predicates, p => p.Test(item, context)));

    public override bool Test(BsonValue? value, MatchContext? context)
    {
        if (value is not BsonArray array)
        {
            return false;
        }

        var index = 0;
        foreach (var item in array)
        {
            if (element(item, context))
            {
                if (context is not null)
                {
                    context.Position = index;
                }

                return true;
            }

            index++;
        }

        return false;
    }

    /// <summary>An array inside an array is seen as a document with its indexes for names.</summary>
    private static BsonDocument AsDocument(BsonArray array) =>
        new(array.Select((item, i) => new BsonElement(i.ToString(System.Globalization.CultureInfo.InvariantCulture), item)));
}

using Lab.Engines.MongoDB.Errors;
using Lab.Engines.MongoDB.Query.Accumulators;
using Lab.Engines.MongoDB.Query.Expressions;
using Lab.Engines.MongoDB.Query.Sorting;
using Lab.Engines.MongoDB.Query.Values;
using MongoDB.Bson;

namespace Lab.Engines.MongoDB.Query.Aggregation;

/// <summary>$group, $sortByCount, $bucket, $bucketAuto.</summary>
internal static class GroupStages
{
    private static readonly BsonDocument CountOutput = new("count", new BsonDocument("$sum", 1));

    public static StageDefinition[] All { get; } =
    [
        new("$group", ParseGroup),
        new("$sortByCount", ParseSortByCount),
        new("$bucket", ParseBucket),
        new("$bucketAuto", ParseBucketAuto),
    ];

    private static GroupStage ParseGroup(BsonValue argument, ParseScope scope)
    {
        var group = argument as BsonDocument ?? throw CommandException.Location(15947, "a group's fields must be specified in an object");
        if (!group.TryGetValue("_id", out var id))
        {
            throw CommandException.Location(15955, "a group specification must include an _id");
        }

        return new GroupStage(Expression.Parse(id, scope), ParseFields(group.Elements.Where(e => e.Name != "_id"), scope));
    }

    private static (string, AccumulatorSpec)[] ParseFields(IEnumerable<BsonElement> fields, ParseScope scope)
    {
        var parsed = fields.Select(field => (field.Name, ParseField(field, scope))).ToArray();
        return parsed.Select(f => f.Name).Distinct(StringComparer.Ordinal).Count() == parsed.Length
            ? parsed
            : throw CommandException.Location(16406, "duplicate field name specified in object literal");
    }

    private static AccumulatorSpec ParseField(BsonElement field, ParseScope scope)
    {
        if (field.Name.Contains('.', StringComparison.Ordinal))
        {
            throw CommandException.Location(40235, $"The field name '{field.Name}' cannot contain '.'");
        }

        if (field.Name.StartsWith('$'))
        {
            throw CommandException.Location(40236, $"The field name '{field.Name}' cannot be an operator name");
        }

        if (field.Value is not BsonDocument accumulator)
        {
            throw CommandException.Location(40234, $"The field '{field.Name}' must be an accumulator object");
        }

        return accumulator.ElementCount == 1
            ? AccumulatorOperators.Parse(accumulator.GetElement(0).Name, accumulator[0], scope)
            : throw CommandException.Location(40238, $"The field '{field.Name}' must specify one accumulator");
    }

    private static CompositeStage ParseSortByCount(BsonValue argument, ParseScope scope)
    {
        if (argument is not (BsonDocument or BsonString))
        {
            throw CommandException.Location(40149, "the sortByCount field must be specified as a string or as an object");
        }

        if (argument is BsonString text && !text.Value.StartsWith('$'))
        {
            throw CommandException.Location(40148, "the sortByCount field must be defined as a $-prefixed path or an expression inside an object");
        }

        if (argument is BsonDocument document && (document.ElementCount == 0 || !document.GetElement(0).Name.StartsWith('$')))
        {
            throw CommandException.Location(40147, "the sortByCount field must be defined as a $-prefixed path or an expression inside an object");
        }

        return new CompositeStage(
            new GroupStage(Expression.Parse(argument, scope), ParseFields(CountOutput.Elements, scope)),
            new SortStage(SortSpec.Parse(new BsonDocument("count", -1))));
    }

    private static CompositeStage ParseBucket(BsonValue argument, ParseScope scope)
    {
        var options = OptionsOf("$bucket", argument, 40201, ["groupBy", "boundaries", "default", "output"]);
        if (!options.TryGetValue("groupBy", out var groupBy) || !options.TryGetValue("boundaries", out var given))
        {
            throw CommandException.Location(40198, "$bucket requires 'groupBy' and 'boundaries' to be specified.");
        }

        RequireExpression("$bucket", groupBy, 40202);
        var boundaries = BoundariesOf(given, scope);
        var absent = options.TryGetValue("default", out var value) ? Constant(value, scope) : null;
        if (absent is not null && BsonOrder.Rank(absent) == BsonOrder.Rank(boundaries[0])
            && BsonOrder.Instance.Compare(absent, boundaries[0]) >= 0 && BsonOrder.Instance.Compare(absent, boundaries[^1]) < 0)
        {
            throw CommandException.Location(40199, "The $bucket 'default' field must be less than the lowest boundary or greater than or equal to the highest boundary.");
        }

        var by = Expression.Parse(groupBy, scope);
        var key = new ComputedExpression(evaluation => BucketOf(by.Evaluate(evaluation), boundaries)
            ?? absent ?? throw CommandException.Location(40066, "$switch could not find a matching branch for an input, and no default was specified."));
        return new CompositeStage(new GroupStage(key, ParseFields(OutputOf(options), scope)), new SortStage(SortSpec.Parse(new BsonDocument("_id", 1))));
    }

    private static BucketAutoStage ParseBucketAuto(BsonValue argument, ParseScope scope)
    {
        var options = OptionsOf("$bucketAuto", argument, 40240, ["groupBy", "buckets", "output", "granularity"]);
        if (!options.TryGetValue("groupBy", out var groupBy) || !options.TryGetValue("buckets", out var buckets))
        {
            throw CommandException.Location(40246, "$bucketAuto requires 'groupBy' and 'buckets' to be specified");
        }

        if (options.Contains("granularity"))
        {
            throw CommandException.NotSupported("$bucketAuto's granularity");
        }

        RequireExpression("$bucketAuto", groupBy, 40239);
        if (!BsonNumber.TryToInt32(Constant(buckets, scope), out var count))
        {
            throw CommandException.Location(40241, $"The $bucketAuto 'buckets' field must be a numeric value representable as a 32-bit integer, but found type: {BsonTypes.Name(buckets)}");
        }

        return count > 0
            ? new BucketAutoStage(Expression.Parse(groupBy, scope), count, ParseFields(OutputOf(options), scope))
            : throw CommandException.Location(40243, $"The $bucketAuto 'buckets' field must be greater than 0, but found: {count}");
    }

    private static IEnumerable<BsonElement> OutputOf(BsonDocument options) =>
        !options.TryGetValue("output", out var output) ? CountOutput.Elements
        : (output as BsonDocument ?? throw CommandException.Location(40196, $"The 'output' field must be an object, but found type: {BsonTypes.Name(output)}.")).Elements;

    private static BsonDocument OptionsOf(string name, BsonValue argument, int code, string[] known)
    {
        var options = argument as BsonDocument ?? throw CommandException.Location(code, $"Argument to {name} stage must be an object, but found type: {BsonTypes.Name(argument)}.");
        return options.Names.FirstOrDefault(n => !known.Contains(n, StringComparer.Ordinal)) is { } stray
            ? throw CommandException.Location(40197, $"Unrecognized option to {name}: {stray}.")
            : options;
    }

    private static void RequireExpression(string name, BsonValue groupBy, int code)
    {
        if (groupBy is not BsonDocument && groupBy is not BsonString { Value: ['$', ..] })
        {
            throw CommandException.Location(code, $"The {name} 'groupBy' field must be defined as a $-prefixed path or an expression object, but found: {BsonTexts.Show(groupBy)}.");
        }
    }

    private static BsonValue[] BoundariesOf(BsonValue given, ParseScope scope)
    {
        var array = given as BsonArray ?? throw CommandException.Location(40200, $"The $bucket 'boundaries' field must be an array, but found type: {BsonTypes.Name(given)}.");
        if (array.Count < 2)
        {
            throw CommandException.Location(40192, $"The $bucket 'boundaries' field must have at least 2 values, but found {array.Count} value(s).");
        }

        BsonValue[] boundaries = [.. array.Select(b => Constant(b, scope))];
        for (var i = 1; i < boundaries.Length; i++)
        {
            if (BsonOrder.Rank(boundaries[i - 1]) != BsonOrder.Rank(boundaries[i]))
            {
                throw CommandException.Location(40193, "All values in the the 'boundaries' option to $bucket must have the same type.");
            }

            if (BsonOrder.Instance.Compare(boundaries[i - 1], boundaries[i]) >= 0)
            {
                throw CommandException.Location(40194, "The 'boundaries' option to $bucket must be sorted in ascending order.");
            }
        }

        return boundaries;
    }

    private static BsonValue Constant(BsonValue value, ParseScope scope) =>
        Expression.Parse(value, scope) is ConstantExpression { Value: { } constant } ? constant : throw CommandException.Location(40191, "The $bucket 'boundaries', 'default' and 'buckets' must be constant.");

    private static BsonValue? BucketOf(BsonValue? value, BsonValue[] boundaries)
    {
        var place = Array.BinarySearch(boundaries, value, BsonOrder.Instance!);
        place = place < 0 ? ~place - 1 : place;
        return place >= 0 && place < boundaries.Length - 1 ? boundaries[place] : null;
    }
}

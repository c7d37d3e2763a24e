using Lab.Engines.MongoDB.Errors;
using Lab.Engines.MongoDB.Query.Filters;
using Lab.Engines.MongoDB.Query.Sorting;
using Lab.Engines.MongoDB.Query.Values;
using MongoDB.Bson;

namespace Lab.Engines.MongoDB.Query.Aggregation;

/// <summary>The stages that choose documents and their order: $match, $sort, $limit, $skip, $sample, $count.</summary>
internal static class FlowStages
{
    public static StageDefinition[] All { get; } =
    [
        new("$match", (argument, scope) => new MatchStage(Filter.Parse(
            argument as BsonDocument ?? throw CommandException.Location(15959, "the match filter must be an expression in an object"), scope))),
        new("$sort", (argument, _) => ParseSort(argument)),
        new("$limit", (argument, _) => ParseLimit(argument)),
        new("$skip", (argument, _) => ParseSkip(argument)),
        new("$sample", (argument, _) => ParseSample(argument)),
        new("$count", (argument, _) => ParseCount(argument)),
    ];

    private static SortStage ParseSort(BsonValue argument)
    {
        var order = argument as BsonDocument ?? throw CommandException.Location(15973, "the $sort key specification must be an object");
        return order.ElementCount > 0 ? new SortStage(SortSpec.Parse(order)) : throw CommandException.Location(15976, "$sort stage must have at least one sort key");
    }

    private static LimitStage ParseLimit(BsonValue argument)
    {
        var limit = Whole(argument, 2107201, "$limit");
        return limit > 0 ? new LimitStage(limit) : throw CommandException.Location(15958, "the limit must be positive");
    }

    private static SkipStage ParseSkip(BsonValue argument) => new(Whole(argument, 2107200, "$skip"));

    private static SampleStage ParseSample(BsonValue argument)
    {
        var options = argument as BsonDocument ?? throw CommandException.Location(28745, "the $sample stage specification must be an object");
        if (options.Names.FirstOrDefault(n => n != "size") is { } stray)
        {
            throw CommandException.Location(28748, $"unrecognized option to $sample: {stray}");
        }

        if (!options.TryGetValue("size", out var size))
        {
            throw CommandException.Location(28749, "$sample stage must specify a size");
        }

        return BsonNumber.TryTruncate(size, out var count)
            ? count > 0 ? new SampleStage(Math.Min(count, int.MaxValue)) : throw CommandException.Location(28747, "size argument to $sample must be positive")
            : throw CommandException.Location(28746, "size argument to $sample must be a number");
    }

    private static CountStage ParseCount(BsonValue argument) => argument switch
    {
        BsonString { Value.Length: 0 } => throw CommandException.Location(40156, "the count field must be a non-empty string"),
        BsonString field when field.Value[0] == '$' => throw CommandException.Location(40158, "the count field cannot be a $-prefixed path"),
        BsonString field when field.Value.Contains('.', StringComparison.Ordinal) => throw CommandException.Location(40160, "the count field cannot contain '.'"),
        BsonString field when field.Value.Contains('\0', StringComparison.Ordinal) => throw CommandException.Location(40159, "the count field cannot contain a null byte"),
        BsonString field => new CountStage(field.Value),
        _ => throw CommandException.Location(40156, "the count field must be a non-empty string"),
    };

    private static long Whole(BsonValue argument, int code, string name) =>
        BsonNumber.TryToInt64(argument, out var value) && value >= 0
            ? value
            : throw CommandException.Location(code, BsonNumber.Is(argument)
                ? $"invalid argument to {name} stage: Expected a non-negative number in: {name}: {BsonTexts.Show(argument)}"
                : $"invalid argument to {name} stage: Expected a number in: {name}: {BsonTexts.Show(argument)}");
}

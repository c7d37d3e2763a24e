using Lab.Engines.MongoDB.Errors;
using Lab.Engines.MongoDB.Query.Expressions;
using Lab.Engines.MongoDB.Query.Sorting;
using Lab.Engines.MongoDB.Query.Values;
using MongoDB.Bson;

namespace Lab.Engines.MongoDB.Query.Accumulators;

/// <summary>$firstN, $lastN, $minN, $maxN, $top, $topN, $bottom, $bottomN.</summary>
internal static class RankedAccumulators
{
    public static AccumulatorDefinition[] All { get; } =
    [
        Input("$firstN", count => new RankedAccumulator(count, false, null, false, v => v, false)),
        Input("$lastN", count => new RankedAccumulator(count, false, null, true, v => v, false)),
        Input("$minN", count => new RankedAccumulator(count, false, BsonOrder.Instance.Compare, false, v => v, true)),
        Input("$maxN", count => new RankedAccumulator(count, false, (x, y) => BsonOrder.Instance.Compare(y, x), false, v => v, true)),
        Sorted("$top", single: true, fromEnd: false),
        Sorted("$topN", single: false, fromEnd: false),
        Sorted("$bottom", single: true, fromEnd: true),
        Sorted("$bottomN", single: false, fromEnd: true),
    ];

    /// <summary>What an accumulator with the given <c>n</c> makes; also for the expressions of these names.</summary>
    public static Accumulator Create(string name, long count) => name switch
    {
        "$firstN" => new RankedAccumulator(count, false, null, false, v => v, false),
        "$lastN" => new RankedAccumulator(count, false, null, true, v => v, false),
        "$minN" => new RankedAccumulator(count, false, BsonOrder.Instance.Compare, false, v => v, true),
        _ => new RankedAccumulator(count, false, (x, y) => BsonOrder.Instance.Compare(y, x), false, v => v, true),
    };

    /// <exception cref="CommandException">5787902, 5787903, 5787908: <c>n</c> is no positive whole number.</exception>
    public static long CountOf(BsonValue? value) =>
        !BsonNumber.Is(value) ? throw CommandException.Location(5787902, $"Value for 'n' must be of integral type, but found {BsonTexts.Show(value)}")
        : !BsonNumber.TryToInt64(value, out var count) ? throw CommandException.Location(5787903, $"Value for 'n' must be of integral type, but found {BsonTexts.Show(value)}")
        : count > 0 ? count
        : throw CommandException.Location(5787908, $"'n' must be greater than 0, found {BsonTexts.Show(value)}");

    private static AccumulatorDefinition Input(string name, Func<long, Accumulator> create) => new(name, (operand, scope) =>
    {
        var document = NamedArguments.DocumentOf(name, operand);
        NamedArguments.Check(name, document, ["n", "input"], []);
        var count = ConstantCount(document["n"], scope);
        return new AccumulatorSpec(Expression.Parse(document["input"], scope), () => create(count));
    });

    private static AccumulatorDefinition Sorted(string name, bool single, bool fromEnd) => new(name, (operand, scope) =>
    {
        var document = NamedArguments.DocumentOf(name, operand);
        NamedArguments.Check(name, document, single ? ["sortBy", "output"] : ["n", "sortBy", "output"], []);
        var count = single ? 1 : ConstantCount(document["n"], scope);
        var order = SortSpec.Parse(document["sortBy"] as BsonDocument
            ?? throw new CommandException(ErrorCode.FailedToParse, $"expected 'sortBy' to already be an object in the arguments to {name}"));
        var output = Expression.Parse(document["output"], scope);
        // Each entry is an array: the sort keys, then what is put out.
        var read = new ComputedExpression(e => new BsonArray { new BsonArray(order.KeyOf(e.Root)), output.Evaluate(e) ?? BsonNull.Value });
        return new AccumulatorSpec(read, () => new RankedAccumulator(count, single, (x, y) => CompareKeys(order, x, y), fromEnd, v => v[1], false));
    });

    private static int CompareKeys(SortSpec order, BsonValue x, BsonValue y) =>
        order.CompareKeys([.. x[0].AsBsonArray], [.. y[0].AsBsonArray]);

    private static long ConstantCount(BsonValue count, ParseScope scope) =>
        CountOf(Expression.Parse(count, scope) is ConstantExpression constant ? constant.Value : Expression.Parse(count, scope).Evaluate([], scope));
}

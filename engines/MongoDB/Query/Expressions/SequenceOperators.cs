using Lab.Engines.MongoDB.Errors;
using Lab.Engines.MongoDB.Query.Accumulators;
using Lab.Engines.MongoDB.Query.Values;
using MongoDB.Bson;

namespace Lab.Engines.MongoDB.Query.Expressions;

/// <summary>$map, $filter, $reduce with their variables, and the accumulators over an array: $sum, $avg, $min, $max, $first, $last, $firstN and so on.</summary>
internal static class SequenceOperators
{
    public static ExpressionOperator[] All { get; } =
    [
        new("$map", ParseMap),
        new("$filter", ParseFilter),
        new("$reduce", ParseReduce),
        Over("$sum", () => new SumAccumulator()),
        Over("$avg", () => new AverageAccumulator()),
        Over("$min", () => new ExtremeAccumulator(greatest: false)),
        Over("$max", () => new ExtremeAccumulator(greatest: true)),
        Over("$stdDevPop", () => new DeviationAccumulator(sample: false)),
        Over("$stdDevSamp", () => new DeviationAccumulator(sample: true)),
        End("$first", array => array[0]),
        End("$last", array => array[^1]),
        Ranked("$firstN"),
        Ranked("$lastN"),
        Ranked("$minN"),
        Ranked("$maxN"),
        ExpressionOperator.Unary("$allElementsTrue", value => Items("$allElementsTrue", 17040, value).All(BsonTypes.IsTrue)),
        ExpressionOperator.Unary("$anyElementTrue", value => Items("$anyElementTrue", 17041, value).Any(BsonTypes.IsTrue)),
    ];

    /// <summary>Of several arguments each is a value; a single one may be an array of values.</summary>
    private static ExpressionOperator Over(string name, Func<Accumulator> create) =>
        ExpressionOperator.Variadic(name, 0, int.MaxValue, values =>
        {
            var accumulator = create();
            foreach (var value in values is [BsonArray single] ? [.. single] : values)
            {
                accumulator.Add(value);
            }

            return accumulator.Result;
        });

    private static ExpressionOperator End(string name, Func<BsonArray, BsonValue> choose) => ExpressionOperator.Unary(name, value =>
        BsonTypes.IsNullish(value) ? BsonNull.Value
        : value is not BsonArray array ? throw CommandException.Location(28689, $"{name}'s argument must be an array, but is {BsonTypes.Name(value)}")
        : array.Count > 0 ? choose(array) : null);

    private static ExpressionOperator Ranked(string name) => ExpressionOperator.Named(name, ["n", "input"], [], arguments =>
    {
        var (n, input) = (arguments.Required("n"), arguments.Required("input"));
        return evaluation =>
        {
            var accumulator = RankedAccumulators.Create(name, RankedAccumulators.CountOf(n.Evaluate(evaluation)));
            foreach (var item in Items(name, 5788200, input.Evaluate(evaluation)))
            {
                accumulator.Add(item);
            }

            return accumulator.Result;
        };
    });

    private static BsonArray Items(string name, int code, BsonValue? value) =>
        value as BsonArray ?? throw CommandException.Location(code, $"{name}'s argument must be an array, but is {BsonTypes.Name(value)}");

    private static ComputedExpression ParseMap(BsonValue argument, ParseScope scope)
    {
        var document = NamedArguments.DocumentOf("$map", argument);
        NamedArguments.Check("$map", document, ["input", "in"], ["as"]);
        var input = Expression.Parse(document["input"], scope);
        var inner = scope.Declare(NameOf(document), out var slot);
        var body = Expression.Parse(document["in"], inner);
        return new ComputedExpression(evaluation =>
        {
            var value = input.Evaluate(evaluation);
            if (BsonTypes.IsNullish(value))
            {
                return BsonNull.Value;
            }

            var output = new BsonArray();
            var bytes = 0L;
            foreach (var item in Items("$map", 16883, value))
            {
                evaluation[slot] = item;
                var mapped = body.Evaluate(evaluation) ?? BsonNull.Value;
                output.Add(mapped);
                bytes = Bounded("$map", bytes + BsonSize.Of(mapped));
            }

            return output;
        });
    }

    private static ComputedExpression ParseFilter(BsonValue argument, ParseScope scope)
    {
        var document = NamedArguments.DocumentOf("$filter", argument);
        NamedArguments.Check("$filter", document, ["input", "cond"], ["as", "limit"]);
        var input = Expression.Parse(document["input"], scope);
        var limit = document.TryGetValue("limit", out var given) ? Expression.Parse(given, scope) : null;
        var inner = scope.Declare(NameOf(document), out var slot);
        var condition = Expression.Parse(document["cond"], inner);
        return new ComputedExpression(evaluation =>
        {
            var value = input.Evaluate(evaluation);
            if (BsonTypes.IsNullish(value))
            {
                return BsonNull.Value;
            }

            var most = LimitOf(limit?.Evaluate(evaluation));
            var output = new BsonArray();
            foreach (var item in Items("$filter", 28651, value))
            {
                evaluation[slot] = item;
                if (output.Count < most && BsonTypes.IsTrue(condition.Evaluate(evaluation)))
                {
                    output.Add(item);
                }
            }

            return output;
        });
    }

    private static int LimitOf(BsonValue? limit) =>
        BsonTypes.IsNullish(limit) ? int.MaxValue
        : !BsonNumber.TryToInt32(limit, out var most) ? throw CommandException.Location(327391, $"$filter: limit must be represented as a 32-bit integral value: {BsonTexts.Show(limit)}")
        : most > 0 ? most
        : throw CommandException.Location(327392, $"$filter: limit must be greater than 0: {most}");

    private static ComputedExpression ParseReduce(BsonValue argument, ParseScope scope)
    {
        var document = NamedArguments.DocumentOf("$reduce", argument);
        NamedArguments.Check("$reduce", document, ["input", "initialValue", "in"], []);
        var input = Expression.Parse(document["input"], scope);
        var initial = Expression.Parse(document["initialValue"], scope);
        var inner = scope.Declare("value", out var valueSlot).Declare("this", out var thisSlot);
        var body = Expression.Parse(document["in"], inner);
        return new ComputedExpression(evaluation =>
        {
            var value = input.Evaluate(evaluation);
            if (BsonTypes.IsNullish(value))
            {
                return BsonNull.Value;
            }

            var accumulated = initial.Evaluate(evaluation);
            foreach (var item in Items("$reduce", 40080, value))
            {
                evaluation[valueSlot] = accumulated;
                evaluation[thisSlot] = item;
                accumulated = body.Evaluate(evaluation);
                Bounded("$reduce", BsonSize.Of(accumulated));
            }

            return accumulated;
        });
    }

    private static long Bounded(string name, long bytes) => bytes <= BsonSize.MaxIntermediate
        ? bytes
        : throw new CommandException(ErrorCode.ExceededMemoryLimit, $"{name} would use too much memory and cannot spill to disk. At most {BsonSize.MaxIntermediate} bytes are allowed");

    private static string NameOf(BsonDocument document) =>
        !document.TryGetValue("as", out var name) ? "this"
        : (name as BsonString)?.Value ?? throw new CommandException(ErrorCode.TypeMismatch, $"'as' must be a string, found {BsonTypes.Name(name)}");
}

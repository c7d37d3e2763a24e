using Lab.Engines.MongoDB.Errors;
using Lab.Engines.MongoDB.Query.Sorting;
using Lab.Engines.MongoDB.Query.Values;
using MongoDB.Bson;

namespace Lab.Engines.MongoDB.Query.Expressions;

/// <summary>$size, $isArray, $in, $arrayElemAt, $concatArrays, $slice, $indexOfArray, $range, $reverseArray, $sortArray, $zip.</summary>
internal static class ListOperators
{
    /// <summary>How many numbers $range may make: 64 MiB of them.</summary>
    private const int MaxRange = 4 * 1024 * 1024;

    public static ExpressionOperator[] All { get; } =
    [
        ExpressionOperator.Unary("$size", value => value is BsonArray array
            ? array.Count
            : throw CommandException.Location(17124, $"The argument to $size must be an array, but was of type: {BsonTypes.Name(value)}")),
        ExpressionOperator.Unary("$isArray", value => value is BsonArray),
        ExpressionOperator.Binary("$in", (value, array) => array is BsonArray items
            ? items.Contains(value ?? BsonNull.Value) || items.Any(i => value is not null && BsonEquality.Instance.Equals(i, value))
            : throw CommandException.Location(40081, $"$in requires an array as a second argument, found: {BsonTypes.Name(array)}")),
        ExpressionOperator.Binary("$arrayElemAt", ElementAt),
        ExpressionOperator.Variadic("$concatArrays", 0, int.MaxValue, Concat),
        ExpressionOperator.Variadic("$slice", 2, 3, Slice),
        ExpressionOperator.Variadic("$indexOfArray", 2, 4, IndexOf),
        ExpressionOperator.Variadic("$range", 2, 3, Range),
        ExpressionOperator.Unary("$reverseArray", value =>
            BsonTypes.IsNullish(value) ? BsonNull.Value
            : value is BsonArray array ? new BsonArray(array.Reverse())
            : throw CommandException.Location(34435, $"The argument to $reverseArray must be an array, but was of type: {BsonTypes.Name(value)}")),
        new("$sortArray", ParseSortArray),
        new("$zip", ParseZip),
    ];

    private static BsonValue? ElementAt(BsonValue? value, BsonValue? position)
    {
        if (BsonTypes.IsNullish(value) || BsonTypes.IsNullish(position))
        {
            return BsonNull.Value;
        }

        var array = value as BsonArray ?? throw CommandException.Location(28689, $"$arrayElemAt's first argument must be an array, but is {BsonTypes.Name(value)}");
        var index = IndexIn("$arrayElemAt", 28690, 28691, position);
        index = index < 0 ? index + array.Count : index;
        return index >= 0 && index < array.Count ? array[(int)index] : null;
    }

    private static BsonValue Concat(BsonValue?[] values)
    {
        var output = new BsonArray();
        if (Array.Exists(values, BsonTypes.IsNullish))
        {
            return BsonNull.Value;
        }

        foreach (var value in values)
        {
            output.AddRange(value as BsonArray ?? throw CommandException.Location(28664, $"$concatArrays only supports arrays, not {BsonTypes.Name(value)}"));
        }

        return output;
    }

    private static BsonValue Slice(BsonValue?[] values)
    {
        if (Array.Exists(values, BsonTypes.IsNullish))
        {
            return BsonNull.Value;
        }

        var array = values[0] as BsonArray ?? throw CommandException.Location(28724, $"First argument to $slice must be an array, but is of type: {BsonTypes.Name(values[0])}");
        var first = IndexIn("$slice", 28725, 28726, values[1]);
        var (start, count) = (first, (long)array.Count);
        if (values.Length == 3)
        {
            count = IndexIn("$slice", 28727, 28728, values[2]);
            if (count <= 0)
            {
                throw CommandException.Location(28729, $"Third argument to $slice must be positive: {count}");
            }
        }
        else if (first >= 0)
        {
            (start, count) = (0, first);
        }

        start = start < 0 ? Math.Max(0, start + array.Count) : Math.Min(start, array.Count);
        return new BsonArray(array.Skip((int)start).Take((int)Math.Min(count, array.Count)));
    }

    private static BsonValue IndexOf(BsonValue?[] values)
    {
        if (BsonTypes.IsNullish(values[0]))
        {
            return BsonNull.Value;
        }

        var array = values[0] as BsonArray ?? throw CommandException.Location(40090, $"$indexOfArray requires an array as a first argument, found: {BsonTypes.Name(values[0])}");
        var start = values.Length > 2 ? Bound("$indexOfArray", values[2]) : 0;
        var end = Math.Min(values.Length > 3 ? Bound("$indexOfArray", values[3]) : array.Count, array.Count);
        for (var i = start; i < end; i++)
        {
            if (BsonEquality.Instance.Equals(array[(int)i], values[1]))
            {
                return (int)i;
            }
        }

        return -1;
    }

    /// <exception cref="CommandException">40096, 40097: no whole number from 0 on.</exception>
    public static long Bound(string name, BsonValue? value) =>
        !BsonNumber.TryToInt32(value, out var bound) ? throw CommandException.Location(40096, $"{name} requires an integral starting and ending index, found a value of type: {BsonTypes.Name(value)}, with value: {BsonTexts.Show(value)}")
        : bound < 0 ? throw CommandException.Location(40097, $"{name} requires a nonnegative starting and ending index, found: {bound}")
        : bound;

    private static BsonArray Range(BsonValue?[] values)
    {
        var start = RangeNumber(values[0], 34443, 34444, "starting");
        var end = RangeNumber(values[1], 34445, 34446, "ending");
        var step = values.Length == 3 ? RangeNumber(values[2], 34447, 34448, "step") : 1;
        if (step == 0)
        {
            throw CommandException.Location(34449, "$range requires a non-zero step value");
        }

        if ((end - start) / step > MaxRange)
        {
            throw new CommandException(ErrorCode.ExceededMemoryLimit, $"$range would use too much memory ({(end - start) / step} numbers) and cannot spill to disk. At most {MaxRange} are allowed");
        }

        var output = new BsonArray();
        for (var i = start; step > 0 ? i < end : i > end; i += step)
        {
            output.Add((int)i);
        }

        return output;
    }

    private static long RangeNumber(BsonValue? value, int type, int fraction, string what) =>
        !BsonNumber.Is(value) ? throw CommandException.Location(type, $"$range requires a numeric {what} value, found value of type: {BsonTypes.Name(value)}")
        : BsonNumber.TryToInt32(value, out var number) ? number
        : throw CommandException.Location(fraction, $"$range requires a {what} value that can be represented as a 32-bit integer, found value: {BsonTexts.Show(value)}");

    private static long IndexIn(string name, int type, int fraction, BsonValue? value) =>
        !BsonNumber.Is(value) ? throw CommandException.Location(type, $"{name}'s argument must be a numeric value, but is {BsonTypes.Name(value)}")
        : BsonNumber.TryToInt32(value, out var index) ? index
        : throw CommandException.Location(fraction, $"{name}'s argument must be representable as a 32-bit integer: {BsonTexts.Show(value)}");

    private static ComputedExpression ParseSortArray(BsonValue argument, ParseScope scope)
    {
        var document = NamedArguments.DocumentOf("$sortArray", argument);
        NamedArguments.Check("$sortArray", document, ["input", "sortBy"], []);
        var input = Expression.Parse(document["input"], scope);
        var order = ElementOrder.Parse(document["sortBy"]);
        return new ComputedExpression(evaluation =>
        {
            var value = input.Evaluate(evaluation);
            return BsonTypes.IsNullish(value) ? BsonNull.Value
                : value is BsonArray array ? new BsonArray(array.Order(order))
                : throw CommandException.Location(2942504, $"The input argument to $sortArray must be an array, but was of type: {BsonTypes.Name(value)}");
        });
    }

    private static ComputedExpression ParseZip(BsonValue argument, ParseScope scope)
    {
        var document = NamedArguments.DocumentOf("$zip", argument);
        NamedArguments.Check("$zip", document, ["inputs"], ["useLongestLength", "defaults"]);
        var inputs = (document["inputs"] as BsonArray ?? throw CommandException.Location(34461, $"inputs must be an array of expressions, found {BsonTypes.Name(document["inputs"])}"))
            .Select(i => Expression.Parse(i, scope)).ToArray();
        var defaults = document.TryGetValue("defaults", out var given)
            ? (given as BsonArray ?? throw CommandException.Location(34462, $"defaults must be an array of expressions, found {BsonTypes.Name(given)}")).Select(d => Expression.Parse(d, scope)).ToArray()
            : [];
        var longest = document.TryGetValue("useLongestLength", out var flag) && ((flag as BsonBoolean)?.Value ?? throw CommandException.Location(34463, $"useLongestLength must be a bool, found {BsonTypes.Name(flag)}"));
        if (inputs.Length == 0)
        {
            throw CommandException.Location(34465, "$zip requires at least one input array");
        }

        if (defaults.Length > 0 && (!longest || defaults.Length != inputs.Length))
        {
            throw CommandException.Location(longest ? 34467 : 34466, "defaults and inputs must have the same length, and useLongestLength must be true");
        }

        return new ComputedExpression(evaluation => Zip([.. inputs.Select(i => i.Evaluate(evaluation))], [.. defaults.Select(d => d.Evaluate(evaluation))], longest));
    }

    private static BsonValue Zip(BsonValue?[] inputs, BsonValue?[] defaults, bool longest)
    {
        if (Array.Exists(inputs, BsonTypes.IsNullish))
        {
            return BsonNull.Value;
        }

        var arrays = inputs.Select(i => i as BsonArray ?? throw CommandException.Location(34468, $"$zip found a non-array expression in input: {BsonTexts.Show(i)}")).ToArray();
        var length = longest ? arrays.Max(a => a.Count) : arrays.Min(a => a.Count);
        return new BsonArray(Enumerable.Range(0, length).Select(row => new BsonArray(arrays.Select((array, column) =>
            row < array.Count ? array[row] : (column < defaults.Length ? defaults[column] : null) ?? BsonNull.Value))));
    }
}

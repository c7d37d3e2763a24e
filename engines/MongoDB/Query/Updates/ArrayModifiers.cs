using Lab.Engines.MongoDB.Errors;
using Lab.Engines.MongoDB.Query.Values;
using MongoDB.Bson;

namespace Lab.Engines.MongoDB.Query.Updates;

/// <summary>$addToSet, $pop, $pullAll.</summary>
internal static class ArrayModifiers
{
    public static UpdateOperator[] All { get; } =
    [
        new("$addToSet", ParseAddToSet),
        new("$pop", ParsePop),
        new("$pullAll", ParsePullAll),
    ];

    /// <summary>The array at a path that an operator needs.</summary>
    /// <exception cref="CommandException">There is something else.</exception>
    public static BsonArray ArrayAt(BsonValue current, string name, string path, UpdateContext context) =>
        current as BsonArray ?? throw new CommandException(
            ErrorCode.BadValue,
            $"The field '{path}' must be an array but is of type {BsonTypes.Name(current)} in document {{_id: {BsonTexts.Show(context.Id)}}} ({name})");

    private static ValueModifier ParseAddToSet(string path, BsonValue operand)
    {
        var values = operand is BsonDocument { ElementCount: > 0 } document && document.GetElement(0).Name == "$each"
            ? Each("$addToSet", document)
            : [operand];
        return new ValueModifier((current, at, context) =>
        {
            var array = current is null ? [] : ArrayAt(current, "$addToSet", at, context);
            var known = new HashSet<BsonValue?>(array, BsonEquality.Instance);
            var added = values.Where(known.Add).ToList();
            return added.Count == 0 && current is not null ? current : new BsonArray(array.Concat(added.Select(BsonCopy.Of)));
        });
    }

    private static BsonArray Each(string name, BsonDocument document)
    {
        if (document.ElementCount > 1)
        {
            throw new CommandException(ErrorCode.BadValue, $"Found unexpected fields after $each in {name}: {BsonTexts.Show(document)}");
        }

        return document[0] as BsonArray
            ?? throw new CommandException(ErrorCode.TypeMismatch, $"The argument to $each in {name} must be an array but it was of type {BsonTypes.Name(document[0])}");
    }

    private static ValueModifier ParsePop(string path, BsonValue operand)
    {
        if (!BsonNumber.TryToInt64(operand, out var end) || end is not (1 or -1))
        {
            throw new CommandException(ErrorCode.FailedToParse, BsonNumber.Is(operand)
                ? $"$pop expects 1 or -1, found: {BsonTexts.Show(operand)}"
                : $"Expected a number in: {path}: {BsonTexts.Show(operand)}");
        }

        return new ValueModifier(
            (current, at, _) => current switch
            {
                null => null,
                BsonArray { Count: 0 } => current,
                BsonArray array => new BsonArray(end == 1 ? array.Take(array.Count - 1) : array.Skip(1)),
                _ => throw new CommandException(ErrorCode.TypeMismatch, $"Path '{at}' contains an element of non-array type '{BsonTypes.Name(current)}'"),
            },
            creates: false);
    }

    private static ValueModifier ParsePullAll(string path, BsonValue operand)
    {
        var values = new HashSet<BsonValue?>(
            operand as BsonArray ?? throw new CommandException(ErrorCode.BadValue, $"$pullAll requires an array argument but was given a {BsonTypes.Name(operand)}"),
            BsonEquality.Instance);
        return new ValueModifier(
            (current, at, context) => current is null ? null : PullModifier.Remove(current, at, context, values.Contains),
            creates: false);
    }
}

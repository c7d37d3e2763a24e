using Lab.Engines.MongoDB.Errors;
using Lab.Engines.MongoDB.Query.Values;
using MongoDB.Bson;

namespace Lab.Engines.MongoDB.Query.Projections;

/// <summary>find's $slice: so many elements from the beginning, from the end, or after so many.</summary>
internal sealed class SliceProjection(FieldPath path, long skip, long limit) : ArrayProjection(path)
{
    /// <summary>Whether the argument is find's $slice; with an array before the numbers it is the expression of that name.</summary>
    public static bool IsOne(BsonValue argument) =>
        argument is not BsonArray array || (array.Count == 2 && array.All(BsonNumber.Is));

    public static SliceProjection Parse(FieldPath path, BsonValue argument)
    {
        if (argument is BsonArray array)
        {
            var limit = Number(array[1]);
            return limit > 0
                ? new SliceProjection(path, Number(array[0]), limit)
                : throw CommandException.Location(28724, "Second argument to $slice must be a positive number");
        }

        var count = Number(argument);
        return count < 0 ? new SliceProjection(path, count, -count) : new SliceProjection(path, 0, count);
    }

    protected override BsonArray Cut(BsonArray array, int? position)
    {
        var start = skip >= 0 ? Math.Min(skip, array.Count) : Math.Max(0, array.Count + skip);
        return new BsonArray(array.Skip((int)start).Take((int)Math.Min(limit, int.MaxValue)));
    }

    private static long Number(BsonValue value) =>
        BsonNumber.TryTruncate(value, out var number)
            ? Math.Clamp(number, int.MinValue, int.MaxValue)
            : throw CommandException.Location(28667, $"Invalid $slice syntax. The given syntax {BsonTexts.Show(value)} did not match the find() syntax because :: Location31273: $slice only supports numbers and [skip, limit] arrays");
}

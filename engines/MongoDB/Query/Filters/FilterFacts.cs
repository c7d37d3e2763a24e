using Lab.Engines.MongoDB.Query.Values;
using MongoDB.Bson;

namespace Lab.Engines.MongoDB.Query.Filters;

/// <summary>What the parser notes down of the conditions that hold for every match: bounds for an index, and values for an upsert.</summary>
internal sealed class FilterFacts
{
    private readonly Dictionary<string, FieldBounds> _bounds = new(StringComparer.Ordinal);

    public IReadOnlyDictionary<string, FieldBounds> Bounds => _bounds;

    /// <summary>Equalities in the filter's order, doubles included: an upsert refuses those.</summary>
    public List<(string Path, BsonValue Value)> Equalities { get; } = [];

    public void Equal(string path, BsonValue value)
    {
        Equalities.Add((path, value));
        In(path, [value]);
    }

    public void In(string path, IEnumerable<BsonValue> values)
    {
        var distinct = values.Distinct<BsonValue>(BsonEquality.Instance).ToList();
        // An array is matched whole or as an element; a regular expression matches strings: neither is one key of an index.
        if (distinct.TrueForAll(v => v is not (BsonArray or BsonRegularExpression or BsonUndefined)))
        {
            At(path).Values ??= distinct;
        }
    }

    public void Range(string path, string comparison, BsonValue limit)
    {
        if (limit is BsonArray or BsonRegularExpression or BsonUndefined or BsonNull || BsonNumber.IsNaN(limit))
        {
            return;
        }

        var bounds = At(path);
        var inclusive = comparison is "$gte" or "$lte";
        if (comparison is "$gt" or "$gte" && bounds.Lower is null)
        {
            bounds.Lower = limit;
            bounds.LowerInclusive = inclusive;
        }
        else if (comparison is "$lt" or "$lte" && bounds.Upper is null)
        {
            bounds.Upper = limit;
            bounds.UpperInclusive = inclusive;
        }
    }

    private FieldBounds At(string path)
    {
        if (!_bounds.TryGetValue(path, out var bounds))
        {
            bounds = new FieldBounds(path);
            _bounds.Add(path, bounds);
        }

        return bounds;
    }
}

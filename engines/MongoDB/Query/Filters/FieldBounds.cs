using MongoDB.Bson;

namespace Lab.Engines.MongoDB.Query.Filters;

/// <summary>
/// What every matching document fulfils at one path. Each of the three is necessary by itself; in an index on an array (multikey)
/// different elements may fulfil them, so that only one of them may bound the scan. Null among <see cref="Values"/> means missing, too.
/// A range holds values of the limit's kind alone, except that of MinKey and MaxKey.
/// </summary>
internal sealed class FieldBounds(string path)
{
    public string Path => path;

    /// <summary>The values of an equality or $in, without duplicates and arrays; null when there is no such condition.</summary>
    public IReadOnlyList<BsonValue>? Values { get; set; }

    /// <summary>The lower limit, or null.</summary>
    public BsonValue? Lower { get; set; }

    public bool LowerInclusive { get; set; }

    /// <summary>The upper limit, or null.</summary>
    public BsonValue? Upper { get; set; }

    public bool UpperInclusive { get; set; }
}

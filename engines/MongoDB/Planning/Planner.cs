using Lab.Engines.MongoDB.Errors;
using Lab.Engines.MongoDB.Query.Filters;
using Lab.Engines.MongoDB.Query.Sorting;
using Lab.Engines.MongoDB.Query.Values;
using Lab.Engines.MongoDB.Storage.Catalog;
using MongoDB.Bson;

namespace Lab.Engines.MongoDB.Planning;

/// <summary>
/// Chooses the index whose leading fields the filter bounds best: most equalities, then a range, then the order that is asked for. Without a
/// bound an index is used only for its order. The filter is applied to what is read in any case.
/// </summary>
internal static class Planner
{
    private const int MaxRanges = 2_000;

    /// <param name="collection">The collection.</param>
    /// <param name="filter">The filter.</param>
    /// <param name="query">The filter as it was given, against which a partial index is held.</param>
    /// <param name="sort">The order, empty when none is asked for.</param>
    /// <param name="hint">An index's name or key, or {$natural: ±1}.</param>
    /// <exception cref="CommandException">The hint names no index.</exception>
    public static Plan Choose(CollectionInfo collection, Filter filter, BsonDocument query, SortSpec? sort = null, BsonValue? hint = null)
    {
        if (hint is not null)
        {
            return Hinted(collection, filter, query, sort, hint);
        }

        if (sort is { IsEmpty: false } && sort.Keys[0].Path.Text == "$natural")
        {
            return Plan.Whole(collection, sort.Keys[0].Descending) with { IsSorted = true };
        }

        Candidate? best = null;
        foreach (var index in collection.Indexes)
        {
            if (!index.IsHidden && Covers(index, query) && Bound(collection, index, filter, sort) is { } candidate
                && (candidate.Equalities > 0 || candidate.HasRange || candidate.Plan.IsSorted)
                && (best is null || candidate.IsBetterThan(best)))
            {
                best = candidate;
            }
        }

        return best?.Plan ?? Plan.Whole(collection);
    }

    private static Plan Hinted(CollectionInfo collection, Filter filter, BsonDocument query, SortSpec? sort, BsonValue hint)
    {
        if (hint is BsonDocument natural && natural.TryGetValue("$natural", out var direction))
        {
            return Plan.Whole(collection, BsonNumber.Is(direction) && BsonNumber.ToDouble(direction) < 0) with { IsSorted = false };
        }

        var index = hint is BsonString name
            ? collection.FindIndex(name.Value)
            : collection.Indexes.FirstOrDefault(i => hint is BsonDocument key && i.Key.Names.SequenceEqual(key.Names, StringComparer.Ordinal) && BsonEquality.Instance.Equals(i.Key, key));
        if (index is null || index.IsHidden || (index.Partial is not null && !Covers(index, query)))
        {
            throw new CommandException(ErrorCode.BadValue, "error processing query: planner returned error :: caused by :: hint provided does not correspond to an existing index");
        }

        return Bound(collection, index, filter, sort).Plan;
    }

    /// <summary>Whether the index holds every match: a partial one when the query states its conditions, a sparse one when a field must be there.</summary>
    private static bool Covers(IndexInfo index, BsonDocument query)
    {
        if (index.Specification.TryGetValue("partialFilterExpression", out var partial)
            && !partial.AsBsonDocument.Elements.All(e => query.TryGetValue(e.Name, out var asked) && BsonEquality.Instance.Equals(asked, e.Value)))
        {
            return false;
        }

        return !index.IsSparse || index.Fields.Any(field => query.TryGetValue(field.Path.Text, out var asked) && DemandsPresence(asked));
    }

    private static bool DemandsPresence(BsonValue condition) => condition switch
    {
        BsonNull or BsonRegularExpression or BsonUndefined => false,
        BsonDocument { ElementCount: > 0 } operators when operators.GetElement(0).Name.StartsWith('$') =>
            operators.Elements.Any(e => e.Name is "$gt" or "$gte" or "$lt" or "$lte" or "$eq" && !e.Value.IsBsonNull),
        _ => true,
    };

    private static Candidate Bound(CollectionInfo collection, IndexInfo index, Filter filter, SortSpec? sort)
    {
        var multikey = index.Multikey;
        var arrayBounded = false;
        List<KeyRange> ranges = [KeyRange.All];
        var equalities = 0;
        var points = 0;
        var hasRange = false;
        for (var i = 0; i < index.Fields.Count; i++)
        {
            var field = index.Fields[i];
            var isArray = (multikey >> i & 1) == 1;
            // Different elements of an array may fulfil different conditions: only one of the fields that enter it may bound the scan.
            if (!filter.Bounds.TryGetValue(field.Path.Text, out var bounds) || (isArray && arrayBounded))
            {
                break;
            }

            if (bounds.Values is { } values && values.Count * ranges.Count <= MaxRanges)
            {
                ranges = Combine(ranges, FieldRange.Points(values), field.Descending);
                equalities++;
                points += values is [not BsonNull] && !isArray && points == i ? 1 : 0;
                arrayBounded |= isArray;
                continue;
            }

            if (bounds.Lower is not null || bounds.Upper is not null)
            {
                var lower = bounds.Lower is not null;
                ranges = Combine(ranges, [FieldRange.Between(bounds, lower, bounds.Upper is not null && !(isArray && lower))], field.Descending);
                hasRange = true;
            }

            break;
        }

        var sorted = Order(index, multikey, points, sort, out var backward);
        return new Candidate(new Plan(collection, index, ranges, backward, sorted), equalities, hasRange);
    }

    private static List<KeyRange> Combine(List<KeyRange> prefixes, IEnumerable<KeyRange> next, bool descending)
    {
        var inOrder = (descending ? next.Select(FieldRange.Inverted).Reverse() : next).ToList();
        return [.. prefixes.SelectMany(prefix => inOrder.Select(range => Append(prefix, range))).Where(range => range.To is null || range.From.AsSpan().SequenceCompareTo(range.To) < 0)];
    }

    // Every prefix here is a point: all keys that begin with its bytes, or a few ranks (null and undefined), which no further field may bound.
    private static KeyRange Append(KeyRange prefix, KeyRange range) =>
        prefix.To is not null && !prefix.To.AsSpan().SequenceEqual(KeyRange.Behind(prefix.From))
            ? prefix
            : new KeyRange([.. prefix.From, .. range.From], range.To is null ? prefix.To : [.. prefix.From, .. range.To]);

    private static bool Order(IndexInfo index, ulong multikey, int points, SortSpec? sort, out bool backward)
    {
        backward = false;
        if (sort is null or { IsEmpty: true })
        {
            return false;
        }

        var at = 0;
        bool? reversed = null;
        foreach (var key in sort.Keys)
        {
            // Fields that have one value only can stand anywhere in the order.
            while (at < points && at < index.Fields.Count && index.Fields[at].Path.Text != key.Path.Text)
            {
                at++;
            }

            if (at >= index.Fields.Count || index.Fields[at].Path.Text != key.Path.Text || (multikey >> at & 1) == 1)
            {
                return false;
            }

            if (at >= points)
            {
                reversed ??= index.Fields[at].Descending != key.Descending;
                if (reversed != (index.Fields[at].Descending != key.Descending))
                {
                    return false;
                }
            }

            at++;
        }

        backward = reversed ?? false;
        return true;
    }

    private sealed record Candidate(Plan Plan, int Equalities, bool HasRange)
    {
        public bool IsBetterThan(Candidate other)
        {
            var unique = Plan.Index!.IsUnique && Equalities == Plan.Index.Fields.Count;
            var otherUnique = other.Plan.Index!.IsUnique && other.Equalities == other.Plan.Index.Fields.Count;
            return (unique, Equalities, HasRange, Plan.IsSorted).CompareTo((otherUnique, other.Equalities, other.HasRange, other.Plan.IsSorted)) > 0;
        }
    }
}

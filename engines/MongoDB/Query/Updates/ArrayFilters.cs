using Lab.Engines.MongoDB.Errors;
using Lab.Engines.MongoDB.Query.Filters;
using Lab.Engines.MongoDB.Query.Values;
using MongoDB.Bson;

namespace Lab.Engines.MongoDB.Query.Updates;

/// <summary>The filters of arrayFilters by identifier, and which of them an update uses.</summary>
internal sealed class ArrayFilters
{
    private readonly Dictionary<string, Filter> _filters = new(StringComparer.Ordinal);

    public static ArrayFilters Parse(BsonArray? filters)
    {
        var parsed = new ArrayFilters();
        foreach (var filter in filters ?? [])
        {
            parsed.Add(filter as BsonDocument ?? throw new CommandException(ErrorCode.TypeMismatch, $"arrayFilters must be objects, found {BsonTypes.Name(filter)}"));
        }

        return parsed;
    }

    /// <exception cref="CommandException">An identifier has no filter, or a filter is not used.</exception>
    public void Check(IReadOnlyList<UpdatePath> paths)
    {
        var used = new HashSet<string>(StringComparer.Ordinal);
        foreach (var path in paths)
        {
            foreach (var identifier in path.Identifiers)
            {
                used.Add(identifier);
                if (!_filters.ContainsKey(identifier))
                {
                    throw new CommandException(ErrorCode.BadValue, $"No array filter found for identifier '{identifier}' in path '{path.Text}'");
                }
            }
        }

        foreach (var identifier in _filters.Keys.Where(i => !used.Contains(i)))
        {
            throw new CommandException(ErrorCode.FailedToParse, $"The array filter for identifier '{identifier}' was not used in the update");
        }
    }

    /// <summary>Whether an element is meant by <c>$[]</c> or <c>$[identifier]</c>.</summary>
    public bool Choose(string part, BsonValue element)
    {
        var identifier = UpdatePath.IdentifierOf(part);
        return identifier.Length == 0 || _filters[identifier].Matches(new BsonDocument(identifier, element));
    }

    private void Add(BsonDocument filter)
    {
        var names = TopLevelNames(filter).Distinct(StringComparer.Ordinal).ToList();
        if (names.Count != 1)
        {
            throw new CommandException(ErrorCode.FailedToParse, names.Count == 0
                ? "Cannot use an expression without a top-level field name in arrayFilters"
                : $"Error parsing array filter :: caused by :: Expected a single top-level field name, found '{names[0]}' and '{names[1]}'");
        }

        if (names[0].Length == 0 || !char.IsAsciiLetterLower(names[0][0]) || !names[0].All(char.IsAsciiLetterOrDigit))
        {
            throw new CommandException(
                ErrorCode.BadValue,
                $"Error parsing array filter :: caused by :: The top-level field name must be an alphanumeric string beginning with a lowercase letter, found '{names[0]}'");
        }

        if (!_filters.TryAdd(names[0], Filter.Parse(filter)))
        {
            throw new CommandException(ErrorCode.FailedToParse, $"Found multiple array filters with the same top-level field name {names[0]}");
        }
    }

    private static IEnumerable<string> TopLevelNames(BsonDocument filter) => filter.Elements.SelectMany(element =>
        !element.Name.StartsWith('$') ? [element.Name.Split('.')[0]]
        : element.Value is BsonArray clauses ? clauses.OfType<BsonDocument>().SelectMany(TopLevelNames)
        : []);
}

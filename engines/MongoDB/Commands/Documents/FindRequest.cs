using Lab.Engines.MongoDB.Errors;
using Lab.Engines.MongoDB.Planning;
using Lab.Engines.MongoDB.Query.Filters;
using Lab.Engines.MongoDB.Query.Projections;
using Lab.Engines.MongoDB.Query.Sorting;
using Lab.Engines.MongoDB.Storage;
using Lab.Engines.MongoDB.Storage.Catalog;
using MongoDB.Bson;

namespace Lab.Engines.MongoDB.Commands.Documents;

/// <summary>A find, parsed.</summary>
internal sealed class FindRequest
{
    private readonly BsonDocument _query;
    private readonly Filter _filter;
    private readonly SortSpec? _sort;
    private readonly Projection? _projection;
    private readonly BsonValue? _hint;

    /// <exception cref="CommandException">What is wrong, or not supported.</exception>
    public FindRequest(CommandArguments arguments, DateTime now)
    {
        RefuseUnsupported(arguments);
        var let = arguments.Document("let");
        _query = arguments.Document("filter") ?? [];
        _filter = Filter.Parse(_query, let, now);
        _sort = arguments.Document("sort") is { ElementCount: > 0 } sort ? SortSpec.Parse(sort) : null;
        _projection = arguments.Document("projection") is { ElementCount: > 0 } projection ? Projection.Parse(projection, let, now) : null;
        _hint = arguments.Value("hint") is BsonDocument { ElementCount: 0 } ? null : arguments.Value("hint");
        Skip = arguments.Count("skip") ?? 0;
        Limit = arguments.Count("limit") is { } limit and > 0 ? limit : null;
        IsSingle = arguments.Boolean("singleBatch");
        BatchSize = arguments.Count("batchSize");
    }

    public long Skip { get; }

    public long? Limit { get; }

    public bool IsSingle { get; }

    public long? BatchSize { get; }

    public DocumentQuery On(IReadView view, CollectionInfo collection) => new(view, Planner.Choose(collection, _filter, _query, _sort, _hint), _filter)
    {
        Sort = _sort,
        Skip = Skip,
        Limit = Limit,
        Projection = _projection,
        MatchesAll = _query.ElementCount == 0 && (_sort is null || _sort.Keys[0].Path.Text == "$natural") && _projection is null,
    };

    private static void RefuseUnsupported(CommandArguments arguments)
    {
        foreach (var option in (ReadOnlySpan<string>)["tailable", "awaitData", "returnKey", "showRecordId"])
        {
            if (arguments.Boolean(option))
            {
                throw CommandException.NotSupported($"find with {option}");
            }
        }

        if (arguments.Document("min") is { ElementCount: > 0 } || arguments.Document("max") is { ElementCount: > 0 })
        {
            throw CommandException.NotSupported("find with min or max");
        }
    }
}

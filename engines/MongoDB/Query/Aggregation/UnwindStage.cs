using Lab.Engines.MongoDB.Errors;
using Lab.Engines.MongoDB.Query.Values;
using MongoDB.Bson;

namespace Lab.Engines.MongoDB.Query.Aggregation;

/// <summary>$unwind: one document for each element of an array.</summary>
internal sealed class UnwindStage : Stage
{
    private readonly FieldPath _path;
    private readonly FieldPath? _index;
    private readonly bool _preserve;

    private UnwindStage(FieldPath path, FieldPath? index, bool preserve)
    {
        _path = path;
        _index = index;
        _preserve = preserve;
    }

    public static StageDefinition[] All { get; } = [new("$unwind", (argument, _) => Parse(argument))];

    public override async IAsyncEnumerable<BsonDocument> Run(IAsyncEnumerable<BsonDocument> input, PipelineRun run)
    {
        await foreach (var document in input.WithCancellation(run.CancellationToken))
        {
            var value = _path.Direct(document);
            if (value is BsonArray { Count: > 0 } array)
            {
                var index = 0L;
                foreach (var item in array)
                {
                    yield return With(document, item, index++);
                }
            }
            else if (value is not (null or BsonNull or BsonUndefined or BsonArray))
            {
                yield return With(document, value, null);
            }
            else if (_preserve)
            {
                yield return With(document, value is BsonArray ? null : value, null);
            }
        }
    }

    private static UnwindStage Parse(BsonValue argument)
    {
        if (argument is BsonString text)
        {
            return new UnwindStage(PathOf(text.Value), null, false);
        }

        var options = argument as BsonDocument
            ?? throw CommandException.Location(15981, $"expected either a string or an object as specification for $unwind stage, got {BsonTypes.Name(argument)}");
        FieldPath? path = null, index = null;
        var preserve = false;
        foreach (var option in options.Elements)
        {
            switch (option.Name)
            {
                case "path":
                    path = PathOf((option.Value as BsonString)?.Value
                        ?? throw CommandException.Location(28808, $"expected a string as the path for $unwind stage, got {BsonTypes.Name(option.Value)}"));
                    break;
                case "includeArrayIndex":
                    index = option.Value is BsonString { Value.Length: > 0 } name
                        ? name.Value[0] != '$' ? FieldPath.ParseStrict(name.Value) : throw CommandException.Location(28822, $"includeArrayIndex option to $unwind stage should not be prefixed with a '$': {name.Value}")
                        : throw CommandException.Location(28810, "expected a non-empty string for the includeArrayIndex option to $unwind stage");
                    break;
                case "preserveNullAndEmptyArrays":
                    preserve = (option.Value as BsonBoolean)?.Value
                        ?? throw CommandException.Location(28809, $"expected a boolean for the preserveNullAndEmptyArrays option to $unwind stage, got {BsonTypes.Name(option.Value)}");
                    break;
                default:
                    throw CommandException.Location(28811, $"unrecognized option to $unwind stage: {option.Name}");
            }
        }

        return new UnwindStage(path ?? throw CommandException.Location(28812, "no path specified to $unwind stage"), index, preserve);
    }

    private static FieldPath PathOf(string text) =>
        text.StartsWith('$') ? FieldPath.ParseStrict(text[1..]) : throw CommandException.Location(28818, $"path option to $unwind stage should be prefixed with a '$': {text}");

    private BsonDocument With(BsonDocument document, BsonValue? value, long? index)
    {
        var output = DocumentPaths.Set(document, _path, 0, value);
        return _index is null ? output : DocumentPaths.Set(output, _index, 0, index is null ? BsonNull.Value : new BsonInt64(index.Value));
    }
}

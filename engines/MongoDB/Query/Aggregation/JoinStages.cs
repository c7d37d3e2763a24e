using Lab.Engines.MongoDB.Errors;
using Lab.Engines.MongoDB.Query.Expressions;
using Lab.Engines.MongoDB.Query.Values;
using MongoDB.Bson;

namespace Lab.Engines.MongoDB.Query.Aggregation;

/// <summary>$lookup, $unionWith, $facet: stages that run pipelines of their own.</summary>
internal static class JoinStages
{
    public static StageDefinition[] All { get; } =
    [
        new("$lookup", ParseLookup),
        new("$unionWith", ParseUnion),
        new("$facet", ParseFacet),
    ];

    private static LookupStage ParseLookup(BsonValue argument, ParseScope scope)
    {
        var options = argument as BsonDocument
            ?? throw new CommandException(ErrorCode.FailedToParse, $"the $lookup specification must be an Object, found {BsonTypes.Name(argument)}");
        foreach (var name in options.Names)
        {
            if (name is not ("from" or "localField" or "foreignField" or "as" or "let" or "pipeline"))
            {
                throw new CommandException(ErrorCode.FailedToParse, $"unknown argument to $lookup: {name}");
            }
        }

        var from = options.TryGetValue("from", out var given) ? NamespaceOf("$lookup", given, "coll") : throw new CommandException(ErrorCode.FailedToParse, "missing 'from' option to $lookup stage specification");
        var target = TextOf(options, "as") ?? throw new CommandException(ErrorCode.FailedToParse, "must specify 'as' field for a $lookup");
        var (local, foreign) = (TextOf(options, "localField"), TextOf(options, "foreignField"));
        var hasPipeline = options.TryGetValue("pipeline", out var stages);
        if ((local is null) != (foreign is null) || (local is null && !hasPipeline))
        {
            throw new CommandException(ErrorCode.FailedToParse, hasPipeline
                ? "$lookup requires both or neither of 'localField' and 'foreignField' to be specified"
                : "$lookup requires either 'pipeline' or both 'localField' and 'foreignField' to be specified");
        }

        var inner = scope;
        var bind = new Action<Evaluation>(_ => { });
        if (options.TryGetValue("let", out var let))
        {
            inner = scope.DeclareAll(
                let as BsonDocument ?? throw new CommandException(ErrorCode.FailedToParse, $"$lookup argument 'let: {BsonTexts.Show(let)}' must be an object, is type {BsonTypes.Name(let)}"), out bind);
        }

        var pipeline = !hasPipeline ? null : Inner("$lookup", stages, inner);
        return new LookupStage(
            from,
            FieldPath.ParseStrict(target),
            local is null ? null : FieldPath.ParseStrict(local),
            foreign is null ? null : FieldPath.ParseStrict(foreign).Text,
            bind,
            pipeline);
    }

    private static UnionStage ParseUnion(BsonValue argument, ParseScope scope)
    {
        if (argument is BsonString name)
        {
            return new UnionStage(NamespaceOf("$unionWith", name, "coll"), Pipeline.ParseInner([], scope));
        }

        var options = argument as BsonDocument
            ?? throw new CommandException(ErrorCode.FailedToParse, $"the $unionWith stage specification must be an object or string, but found {BsonTypes.Name(argument)}");
        if (options.Names.FirstOrDefault(n => n is not ("coll" or "pipeline")) is { } stray)
        {
            throw CommandException.Location(40415, $"BSON field '$unionWith.{stray}' is an unknown field.");
        }

        var collection = options.TryGetValue("coll", out var coll)
            ? NamespaceOf("$unionWith", coll, "coll")
            : throw new CommandException(ErrorCode.FailedToParse, "$unionWith stage without explicit collection must have a pipeline with $documents as first stage");
        return new UnionStage(collection, options.TryGetValue("pipeline", out var stages) ? Inner("$unionWith", stages, scope) : Pipeline.ParseInner([], scope));
    }

    private static FacetStage ParseFacet(BsonValue argument, ParseScope scope)
    {
        if (argument is not BsonDocument { ElementCount: > 0 } facets)
        {
            throw CommandException.Location(40169, $"the $facet specification must be a non-empty object, but found: {BsonTexts.Show(argument)}");
        }

        var parsed = facets.Elements.Select(facet => (Name: FacetName(facet.Name), Pipeline: Pipeline.ParseInner(
            facet.Value as BsonArray ?? throw CommandException.Location(40170, $"arguments to $facet must be arrays, {facet.Name} is type {BsonTypes.Name(facet.Value)}"), scope))).ToArray();
        foreach (var (name, pipeline) in parsed)
        {
            if (pipeline.Stages.Any(stage => !stage.AllowedInFacet))
            {
                throw CommandException.Location(40600, $"$facet, $out and $merge are not allowed to be used within a $facet stage: {name}");
            }
        }

        return new FacetStage(parsed);
    }

    private static string FacetName(string name) => FieldPath.ParseStrict(name).Length == 1 ? name : throw CommandException.Location(40170, $"FieldPath field names may not contain '.': {name}");

    private static Pipeline Inner(string name, BsonValue stages, ParseScope scope)
    {
        var pipeline = Pipeline.ParseInner(stages as BsonArray ?? throw new CommandException(ErrorCode.TypeMismatch, $"'pipeline' option to {name} must be specified as an array"), scope);
        return pipeline.Writes ? throw CommandException.Location(51047, $"$out and $merge are not allowed within a {name}'s sub-pipeline") : pipeline;
    }

    /// <summary>A collection by name, or with its database.</summary>
    public static PipelineNamespace NamespaceOf(string stage, BsonValue value, string field) => value switch
    {
        BsonString { Value.Length: > 0 } name => new PipelineNamespace(null, name.Value),
        BsonDocument document when TextOf(document, "db") is { } database && TextOf(document, field) is { } collection => new PipelineNamespace(database, collection),
        _ => throw new CommandException(ErrorCode.FailedToParse, $"{stage} needs a collection's name, or an object with 'db' and '{field}', found {BsonTexts.Show(value)}"),
    };

    private static string? TextOf(BsonDocument options, string name) =>
        !options.TryGetValue(name, out var value) ? null
        : value is BsonString text ? text.Value
        : throw new CommandException(ErrorCode.FailedToParse, $"argument '{name}: {BsonTexts.Show(value)}' must be a string, is type {BsonTypes.Name(value)}");
}

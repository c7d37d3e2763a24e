using Lab.Engines.MongoDB.Errors;
using Lab.Engines.MongoDB.Query.Expressions;
using Lab.Engines.MongoDB.Query.Values;
using MongoDB.Bson;

namespace Lab.Engines.MongoDB.Query.Aggregation;

/// <summary>$out, $merge.</summary>
internal static class WriteStages
{
    public static StageDefinition[] All { get; } =
    [
        new("$out", (argument, _) => new OutStage(argument is BsonString or BsonDocument
            ? JoinStages.NamespaceOf("$out", argument, "coll")
            : throw CommandException.Location(16990, $"$out only supports a string or object argument, but found {BsonTypes.Name(argument)}"))),
        new("$merge", ParseMerge),
    ];

    private static MergeStage ParseMerge(BsonValue argument, ParseScope scope)
    {
        if (argument is not (BsonString or BsonDocument))
        {
            throw CommandException.Location(51182, $"$merge only supports a string or object argument, not {BsonTypes.Name(argument)}");
        }

        var options = argument as BsonDocument ?? new BsonDocument("into", argument);
        foreach (var name in options.Names)
        {
            if (name is not ("into" or "on" or "let" or "whenMatched" or "whenNotMatched"))
            {
                throw CommandException.Location(40415, $"BSON field '$merge.{name}' is an unknown field.");
            }
        }

        var into = options.TryGetValue("into", out var target)
            ? JoinStages.NamespaceOf("$merge", target, "coll")
            : throw CommandException.Location(40414, "BSON field '$merge.into' is missing but a required field");
        var notMatched = options.TryGetValue("whenNotMatched", out var mode) ? mode : "insert";
        if (notMatched is not BsonString { Value: "insert" or "discard" or "fail" })
        {
            throw new CommandException(ErrorCode.BadValue, $"Enumeration value '{BsonTexts.Show(notMatched)}' for field '$merge.whenNotMatched' is not a valid value: insert, discard or fail.");
        }

        var inner = scope.Declare("new", out var slot);
        var bind = new Action<Evaluation, BsonDocument>((evaluation, document) => evaluation[slot] = document);
        if (options.TryGetValue("let", out var let))
        {
            inner = inner.DeclareAll(let as BsonDocument ?? throw new CommandException(ErrorCode.TypeMismatch, "BSON field '$merge.let' must be an object"), out var bindLet);
            bind += (evaluation, document) =>
            {
                evaluation.Root = document;
                bindLet(evaluation);
            };
        }

        return new MergeStage(into, OnOf(options), MatchedOf(options, inner), notMatched.AsString, bind);
    }

    private static string[] OnOf(BsonDocument options)
    {
        if (!options.TryGetValue("on", out var on))
        {
            return ["_id"];
        }

        var fields = on as BsonArray ?? [on];
        return fields.Count > 0 && fields.All(f => f is BsonString)
            ? [.. fields.Select(f => FieldPath.ParseStrict(f.AsString).Text)]
            : throw CommandException.Location(51186, "$merge 'on' field must be either a string or a non-empty array of strings");
    }

    private static Func<BsonDocument, BsonDocument, Evaluation, BsonDocument?> MatchedOf(BsonDocument options, ParseScope scope)
    {
        var mode = options.TryGetValue("whenMatched", out var given) ? given : "merge";
        switch (mode)
        {
            case BsonString { Value: "replace" }:
                return (_, incoming, _) => incoming;
            case BsonString { Value: "keepExisting" }:
                return (_, _, _) => null;
            case BsonString { Value: "merge" }:
                return (existing, incoming, _) => BsonCopy.Of(existing).Merge(incoming, overwriteExistingElements: true);
            case BsonString { Value: "fail" }:
                return (_, incoming, _) => throw new CommandException(ErrorCode.DuplicateKey, $"$merge failed due to a DuplicateKey error: {BsonTexts.Show(incoming)}");
            case BsonArray stages:
                var pipeline = Pipeline.ParseInner(stages, scope);
                return pipeline.Stages.All(stage => stage is MapStage)
                    ? (existing, _, evaluation) => pipeline.Stages.Cast<MapStage>().Aggregate(existing, (document, stage) => stage.Apply(document, evaluation))
                    : throw new CommandException(ErrorCode.InvalidOptions, "$merge's whenMatched pipeline allows only $addFields, $set, $project, $unset, $replaceRoot and $replaceWith");
            default:
                throw new CommandException(ErrorCode.BadValue, $"Enumeration value '{BsonTexts.Show(mode)}' for field 'whenMatched' is not a valid value: replace, keepExisting, merge, fail or a pipeline.");
        }
    }
}

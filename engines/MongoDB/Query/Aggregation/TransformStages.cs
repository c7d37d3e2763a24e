using Lab.Engines.MongoDB.Errors;
using Lab.Engines.MongoDB.Query.Expressions;
using Lab.Engines.MongoDB.Query.Projections;
using Lab.Engines.MongoDB.Query.Values;
using MongoDB.Bson;

namespace Lab.Engines.MongoDB.Query.Aggregation;

/// <summary>$project, $addFields and $set, $unset, $replaceRoot and $replaceWith: also the stages of an update by pipeline.</summary>
internal static class TransformStages
{
    public static StageDefinition[] All { get; } =
    [
        new("$project", Project),
        new("$addFields", (argument, scope) => AddFields("$addFields", argument, scope)),
        new("$set", (argument, scope) => AddFields("$set", argument, scope)),
        new("$unset", Unset),
        new("$replaceRoot", ReplaceRoot),
        new("$replaceWith", (argument, scope) => ReplaceWith(Expression.Parse(argument, scope))),
    ];

    private static MapStage Project(BsonValue argument, ParseScope scope)
    {
        var fields = argument as BsonDocument ?? throw CommandException.Location(15969, "$project specification must be an object");
        if (fields.ElementCount == 0)
        {
            throw CommandException.Location(51272, "Invalid $project :: caused by :: projection specification must have at least one field");
        }

        var parser = new ProjectionParser(scope, find: false);
        parser.Parse(fields);
        return new MapStage((document, evaluation) => parser.Tree.Apply(document, evaluation, keepOthers: !parser.IsInclusion));
    }

    private static MapStage AddFields(string name, BsonValue argument, ParseScope scope)
    {
        var fields = argument as BsonDocument
            ?? throw CommandException.Location(40272, $"{name} specification stage must be an object, got {BsonTypes.Name(argument)}");
        if (fields.ElementCount == 0)
        {
            throw CommandException.Location(51272, $"Invalid {name} :: caused by :: specification must have at least one field");
        }

        var tree = new ProjectionTree();
        Collect(tree, fields, "", scope);
        return new MapStage((document, evaluation) => tree.Apply(document, evaluation, keepOthers: true));
    }

    private static void Collect(ProjectionTree tree, BsonDocument fields, string prefix, ParseScope scope)
    {
        foreach (var element in fields.Elements)
        {
            if (element.Value is BsonDocument { ElementCount: > 0 } inner && !inner.GetElement(0).Name.StartsWith('$'))
            {
                Collect(tree, inner, prefix + element.Name + ".", scope);
            }
            else
            {
                tree.Add(FieldPath.ParseStrict(prefix + element.Name), keep: true, Expression.Parse(element.Value, scope));
            }
        }
    }

    private static MapStage Unset(BsonValue argument, ParseScope scope)
    {
        var names = argument as BsonArray ?? [argument];
        if (names.Count == 0 || names.Any(n => n is not BsonString))
        {
            throw CommandException.Location(names.Count == 0 ? 31119 : 31120, "$unset specification must be a string or a non-empty array of strings");
        }

        var tree = new ProjectionTree();
        foreach (var name in names)
        {
            tree.Add(FieldPath.ParseStrict(name.AsString), keep: false, null);
        }

        return new MapStage((document, evaluation) => tree.Apply(document, evaluation, keepOthers: true));
    }

    private static MapStage ReplaceRoot(BsonValue argument, ParseScope scope)
    {
        var options = argument as BsonDocument
            ?? throw CommandException.Location(40229, $"expected an object as specification for $replaceRoot stage, got {BsonTypes.Name(argument)}");
        if (options.Names.FirstOrDefault(n => n != "newRoot") is { } stray)
        {
            throw new CommandException(ErrorCode.FailedToParse, $"BSON field '$replaceRoot.{stray}' is an unknown field.");
        }

        return options.TryGetValue("newRoot", out var root)
            ? ReplaceWith(Expression.Parse(root, scope))
            : throw CommandException.Location(40414, "BSON field '$replaceRoot.newRoot' is missing but a required field");
    }

    private static MapStage ReplaceWith(Expression root) => new((document, evaluation) =>
    {
        var value = root.Evaluate(evaluation);
        return value as BsonDocument ?? throw CommandException.Location(
            40228,
            $"'newRoot' expression must evaluate to an object, but resulting value was: {BsonTexts.Show(value)}. Type of resulting value: '{BsonTypes.Name(value)}'. Input document: {BsonTexts.Show(document)}");
    });
}

using Lab.Engines.MongoDB.Errors;
using Lab.Engines.MongoDB.Query.Values;
using MongoDB.Bson;

namespace Lab.Engines.MongoDB.Query.Updates;

/// <summary>An update by operators: each has its paths, no two of which may overlap.</summary>
internal sealed class OperatorUpdate
{
    private readonly (UpdatePath Path, Func<BsonDocument, UpdateContext, bool> Apply)[] _changes;

    private OperatorUpdate((UpdatePath, Func<BsonDocument, UpdateContext, bool>)[] changes) => _changes = changes;

    /// <summary>Whether the positional <c>$</c> is used, so that the query's match must be known.</summary>
    public bool NeedsPosition => _changes.Any(c => c.Path.Path.Parts.Contains("$"));

    public static OperatorUpdate Parse(BsonDocument update, ArrayFilters filters)
    {
        var changes = new List<(UpdatePath Path, Func<BsonDocument, UpdateContext, bool> Apply)>();
        var paths = new List<UpdatePath>();
        foreach (var element in update.Elements)
        {
            var operands = OperandsOf(element);
            foreach (var operand in operands.Elements)
            {
                if (element.Name == "$rename")
                {
                    var (from, to) = RenameModifier.Parse(operand.Name, operand.Value);
                    var rename = new RenameModifier(from, to);
                    changes.Add((to, (document, context) => rename.Apply(document, filters, context)));
                    paths.Add(from);
                    paths.Add(to);
                    continue;
                }

                var path = UpdatePath.Parse(operand.Name);
                var modifier = UpdateOperators.Parse(element.Name, operand.Name, operand.Value);
                changes.Add((path, (document, context) => new UpdateWalk(path, modifier, filters, context).Apply(document)));
                paths.Add(path);
            }
        }

        RefuseConflicts(paths);
        filters.Check(paths);
        return new OperatorUpdate([.. changes.OrderBy(c => c.Path)]);
    }

    /// <summary>Changes the document, and says whether it did.</summary>
    public bool Apply(BsonDocument document, UpdateContext context)
    {
        var modified = false;
        foreach (var (_, apply) in _changes)
        {
            modified |= apply(document, context);
        }

        return modified;
    }

    private static BsonDocument OperandsOf(BsonElement element)
    {
        if (!UpdateOperators.Has(element.Name))
        {
            throw new CommandException(
                ErrorCode.FailedToParse,
                $"Unknown modifier: {element.Name}. Expected a valid update modifier or pipeline-style update specified as an array");
        }

        return element.Value as BsonDocument ?? throw new CommandException(
            ErrorCode.FailedToParse,
            $"Modifiers operate on fields but we found type {BsonTypes.Name(element.Value)} instead. For example: {{$mod: {{<field>: ...}}}} not {{{element.Name}: {BsonTexts.Show(element.Value)}}}");
    }

    private static void RefuseConflicts(List<UpdatePath> paths)
    {
        // In order of paths, whatever lies under a path follows it at once.
        var ordered = paths.Order().ToList();
        for (var i = 1; i < ordered.Count; i++)
        {
            if (FieldPath.Overlap(ordered[i - 1].Text, ordered[i].Text))
            {
                throw new CommandException(
                    ErrorCode.ConflictingUpdateOperators,
                    $"Updating the path '{ordered[i].Text}' would create a conflict at '{ordered[i - 1].Text}'");
            }
        }
    }
}

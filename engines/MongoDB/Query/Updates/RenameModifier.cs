using Lab.Engines.MongoDB.Errors;
using Lab.Engines.MongoDB.Query.Values;
using MongoDB.Bson;

namespace Lab.Engines.MongoDB.Query.Updates;

/// <summary>$rename: the value leaves one path and appears at another; neither may go through an array.</summary>
internal sealed class RenameModifier(UpdatePath from, UpdatePath to)
{
    /// <exception cref="CommandException">The target is no path, or lies at or under the source.</exception>
    public static (UpdatePath From, UpdatePath To) Parse(string from, BsonValue operand)
    {
        var target = operand as BsonString
            ?? throw new CommandException(ErrorCode.BadValue, $"The 'to' field for $rename must be a string: {from}: {BsonTexts.Show(operand)}");
        var paths = (From: UpdatePath.Parse(from), To: UpdatePath.Parse(target.Value));
        foreach (var (path, which) in new[] { (paths.From, "source"), (paths.To, "destination") })
        {
            if (path.Path.Parts.Any(p => p[0] == '$'))
            {
                throw new CommandException(ErrorCode.BadValue, $"The {which} field for $rename may not be dynamic: {path.Text}");
            }
        }

        if (FieldPath.Overlap(from, target.Value))
        {
            throw new CommandException(ErrorCode.BadValue, from == target.Value
                ? $"The source and target field for $rename must differ: {from}: {BsonTexts.Show(operand)}"
                : $"The source and target field for $rename must not be on the same path: {from}: {BsonTexts.Show(operand)}");
        }

        return paths;
    }

    /// <returns>Whether the document changed.</returns>
    public bool Apply(BsonDocument document, ArrayFilters filters, UpdateContext context)
    {
        RefuseArrays(document, from, "source", context);
        RefuseArrays(document, to, "destination", context);
        if (from.Path.Direct(document) is not { } value)
        {
            return false;
        }

        new UpdateWalk(from, new ValueModifier((_, _, _) => null, creates: false), filters, context).Apply(document);
        new UpdateWalk(to, new ValueModifier((_, _, _) => value), filters, context).Apply(document);
        return true;
    }

    private static void RefuseArrays(BsonDocument document, UpdatePath path, string which, UpdateContext context)
    {
        BsonValue? current = document;
        for (var i = 0; i < path.Path.Length && current is BsonDocument inner; i++)
        {
            current = inner.TryGetValue(path.Path.Parts[i], out var value) ? value : null;
            if (current is BsonArray && i < path.Path.Length - 1)
            {
                throw new CommandException(
                    ErrorCode.BadValue,
                    $"The {which} field cannot be an array element, '{path.Text}' in doc with _id: {BsonTexts.Show(context.Id)} has an array field called '{path.Path.Parts[i]}'");
            }
        }
    }
}

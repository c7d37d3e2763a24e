using System.Globalization;
using Lab.Engines.MongoDB.Errors;
using Lab.Engines.MongoDB.Query.Values;
using MongoDB.Bson;

namespace Lab.Engines.MongoDB.Query.Updates;

/// <summary>Goes down one path of a document and applies a modifier at its end, making what is missing on the way where the modifier creates.</summary>
internal sealed class UpdateWalk(UpdatePath path, Modifier modifier, ArrayFilters filters, UpdateContext context)
{
    /// <summary>How many nulls may be put before an element that is set beyond an array's end.</summary>
    private const int MaxPadding = 1_500_000;

    private readonly string[] _parts = path.Path.Parts;

    /// <returns>Whether the document changed.</returns>
    public bool Apply(BsonDocument document) => InDocument(document, 0);

    private bool IsLast(int part) => part == _parts.Length - 1;

    private BsonValue? Modify(BsonValue? current) => modifier.Apply(current, path.Text, context);

    private bool InDocument(BsonDocument document, int part)
    {
        var name = PartAt(part);
        var current = document.TryGetValue(name, out var found) ? found : null;
        if (current is not null && !IsLast(part))
        {
            return Into(current, part);
        }

        if (current is null && !IsLast(part))
        {
            RefuseFilterOfNothing(part + 1);
        }

        if (UpdatePath.IsFiltered(name))
        {
            throw new CommandException(ErrorCode.BadValue, $"Cannot apply array updates to non-array element {Parent(part)}: {BsonTexts.Show(document)}");
        }

        var value = current is null && (!modifier.Creates || modifier is InsertModifier && !context.IsInsert) ? null : Modify(current);
        if (ReferenceEquals(value, current))
        {
            return false;
        }

        if (value is null)
        {
            document.Remove(name);
        }
        else
        {
            document[name] = Wrap(value, part + 1);
        }

        return true;
    }

    private bool Into(BsonValue value, int part)
    {
        switch (value)
        {
            case BsonDocument document:
                return InDocument(document, part + 1);
            case BsonArray array:
                return InArray(array, part + 1);
            default:
                if (UpdatePath.IsFiltered(_parts[part + 1]))
                {
                    throw new CommandException(ErrorCode.BadValue, $"Cannot apply array updates to non-array element {_parts[part]}: {BsonTexts.Show(value)}");
                }

                return modifier.Creates ? throw NotViable(part + 1, value) : false;
        }
    }

    private bool InArray(BsonArray array, int part)
    {
        var name = _parts[part];
        if (UpdatePath.IsFiltered(name))
        {
            var changed = false;
            for (var i = 0; i < array.Count; i++)
            {
                changed |= filters.Choose(name, array[i]) && AtElement(array, i, part);
            }

            return changed;
        }

        var index = name == "$" ? Position() : path.Path.Index(part);
        if (index < 0)
        {
            return modifier.Creates ? throw NotViable(part, array) : false;
        }

        if (index < array.Count)
        {
            return AtElement(array, index, part);
        }

        if (!modifier.Creates || Modify(null) is not { } value)
        {
            return false;
        }

        if (index - array.Count > MaxPadding)
        {
            throw new CommandException(ErrorCode.BadValue, $"can't backfill more than {MaxPadding} elements");
        }

        while (array.Count < index)
        {
            array.Add(BsonNull.Value);
        }

        array.Add(Wrap(value, part + 1));
        return true;
    }

    private bool AtElement(BsonArray array, int index, int part)
    {
        var current = array[index];
        if (!IsLast(part))
        {
            return Into(current, part);
        }

        var value = Modify(current);
        if (ReferenceEquals(value, current))
        {
            return false;
        }

        // An element that is unset leaves a null: the others keep their places.
        array[index] = value ?? BsonNull.Value;
        return true;
    }

    /// <summary>The value inside the documents that the rest of the path asks for.</summary>
    private BsonValue Wrap(BsonValue value, int part)
    {
        for (var i = _parts.Length - 1; i >= part; i--)
        {
            value = new BsonDocument(PartAt(i), value);
        }

        return value;
    }

    private void RefuseFilterOfNothing(int part)
    {
        for (var i = part; i < _parts.Length; i++)
        {
            if (UpdatePath.IsFiltered(_parts[i]))
            {
                throw new CommandException(ErrorCode.BadValue, $"The path '{Parent(i)}' must exist in the document in order to apply array updates.");
            }
        }
    }

    private string PartAt(int part) => _parts[part] == "$" ? Position().ToString(CultureInfo.InvariantCulture) : _parts[part];

    private int Position() => context.Position
        ?? throw new CommandException(ErrorCode.BadValue, "The positional operator did not find the match needed from the query.");

    private string Parent(int part) => string.Join('.', _parts, 0, part);

    private CommandException NotViable(int part, BsonValue value) =>
        new(ErrorCode.PathNotViable, $"Cannot create field '{PartAt(part)}' in element {{{_parts[part - 1]}: {BsonTexts.Show(value)}}}");
}

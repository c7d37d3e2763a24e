using Lab.Engines.MongoDB.Errors;
using Lab.Engines.MongoDB.Query.Expressions;
using Lab.Engines.MongoDB.Query.Values;
using MongoDB.Bson;

namespace Lab.Engines.MongoDB.Query.Projections;

/// <summary>Reads the document of a find's projection or of $project into a tree.</summary>
/// <param name="scope">The variables in sight.</param>
/// <param name="find">Whether $slice, $elemMatch and the positional operator of find's projections are meant.</param>
internal sealed class ProjectionParser(ParseScope scope, bool find)
{
    private readonly List<string> _sliced = [];
    private bool? _inclusion;
    private bool? _id;

    public ProjectionTree Tree { get; } = new();

    /// <summary>What happens to arrays after the fields are chosen.</summary>
    public List<ArrayProjection> Arrays { get; } = [];

    /// <summary>Whether only what is named stays.</summary>
    public bool IsInclusion => _inclusion ?? (_id == true);

    public void Parse(BsonDocument projection)
    {
        ParseFields(projection, "");
        if (_id is null && (!IsInclusion || Tree.Contains("_id")))
        {
            return;
        }

        // Inclusion keeps _id unless it is told not to.
        var keep = _id ?? true;
        if (keep == IsInclusion || !keep)
        {
            Tree.Add(FieldPath.Parse("_id"), keep, null);
        }
    }

    private void ParseFields(BsonDocument fields, string prefix)
    {
        foreach (var element in fields.Elements)
        {
            ParseField(prefix + element.Name, element.Value);
        }
    }

    private void ParseField(string name, BsonValue value)
    {
        if (find && name.EndsWith(".$", StringComparison.Ordinal))
        {
            ParsePositional(name[..^2], value);
        }
        else if (value is BsonDocument document)
        {
            ParseDocument(name, document);
        }
        else if (BsonNumber.Is(value) || value is BsonBoolean)
        {
            Choose(name, BsonTypes.IsTrue(value));
        }
        else
        {
            Compute(name, Expression.Parse(value, scope));
        }
    }

    private void ParseDocument(string name, BsonDocument document)
    {
        if (document.ElementCount == 0)
        {
            throw CommandException.Location(51270, $"An empty sub-projection is not a valid value. Found empty object at path '{name}'");
        }

        var first = document.GetElement(0);
        if (!first.Name.StartsWith('$'))
        {
            ParseFields(document, name + ".");
            return;
        }

        if (document.ElementCount != 1)
        {
            throw CommandException.Location(15983, $"an object representing an expression must have exactly one field: {BsonTexts.Show(document)}");
        }

        if (first.Name == "$meta")
        {
            throw CommandException.NotSupported("the projection of $meta");
        }

        if (find && first.Name == "$elemMatch")
        {
            ParseElement(name, first.Value);
        }
        else if (find && first.Name == "$slice" && SliceProjection.IsOne(first.Value))
        {
            Arrays.Add(SliceProjection.Parse(FieldPath.ParseStrict(name), first.Value));
            SliceKeeps(name);
        }
        else
        {
            Compute(name, Expression.Parse(document, scope));
        }
    }

    /// <summary>In an inclusion a sliced field is one of those that stay. Whether it is one is known when all is read.</summary>
    private void SliceKeeps(string name)
    {
        if (_inclusion == true)
        {
            Tree.Add(FieldPath.ParseStrict(name), keep: true, null);
        }
        else
        {
            _sliced.Add(name);
        }
    }

    private void ParseElement(string name, BsonValue condition)
    {
        if (name.Contains('.', StringComparison.Ordinal))
        {
            throw CommandException.Location(31275, "Cannot use $elemMatch projection on a nested field.");
        }

        if (condition is not BsonDocument)
        {
            throw CommandException.Location(31274, $"elemMatch: Invalid argument, object required, but got {BsonTypes.Name(condition)}");
        }

        Compute(name, ElementProjection.Parse(FieldPath.ParseStrict(name), condition, scope));
    }

    private void ParsePositional(string name, BsonValue value)
    {
        if (!BsonTypes.IsTrue(value))
        {
            throw CommandException.Location(31395, "positional projection cannot be used with exclusion");
        }

        if (Arrays.Exists(a => a is PositionalProjection))
        {
            throw CommandException.Location(31276, "Cannot specify more than one positional projection per query.");
        }

        Arrays.Add(new PositionalProjection(FieldPath.ParseStrict(name)));
        Choose(name, keep: true);
    }

    private void Choose(string name, bool keep)
    {
        if (name == "_id")
        {
            _id = _id is null ? keep : throw CommandException.Location(31250, "Path collision at _id");
            return;
        }

        Decide(name, keep);
        Tree.Add(FieldPath.ParseStrict(name), keep, null);
    }

    private void Compute(string name, Expression value)
    {
        Decide(name, inclusion: true);
        Tree.Add(FieldPath.ParseStrict(name), keep: true, value);
    }

    private void Decide(string name, bool inclusion)
    {
        if (_inclusion is { } decided && decided != inclusion)
        {
            throw inclusion
                ? CommandException.Location(31253, $"Cannot do inclusion on field {name} in exclusion projection")
                : CommandException.Location(31254, $"Cannot do exclusion on field {name} in inclusion projection");
        }

        if (_inclusion is null && inclusion)
        {
            _sliced.ForEach(sliced => Tree.Add(FieldPath.ParseStrict(sliced), keep: true, null));
            _sliced.Clear();
        }

        _inclusion = inclusion;
    }
}

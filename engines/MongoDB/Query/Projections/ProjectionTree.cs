using Lab.Engines.MongoDB.Errors;
using Lab.Engines.MongoDB.Query.Expressions;
using Lab.Engines.MongoDB.Query.Values;
using MongoDB.Bson;

namespace Lab.Engines.MongoDB.Query.Projections;

/// <summary>A projection's paths as a tree, applied to documents and to the documents in arrays.</summary>
internal sealed class ProjectionTree
{
    private readonly Dictionary<string, ProjectionEntry> _entries = new(StringComparer.Ordinal);
    private readonly List<string> _order = [];

    /// <summary>Whether a field at or below this place is computed.</summary>
    public bool Computes => _entries.Values.Any(entry => entry.Computes);

    public bool Contains(string field) => _entries.ContainsKey(field);

    /// <exception cref="CommandException">31249, 31250: the path, or one above or below it, is there already.</exception>
    public void Add(FieldPath path, bool keep, Expression? value) => Add(path, 0, keep, value);

    /// <param name="document">What is projected.</param>
    /// <param name="evaluation">Whose root is the whole document.</param>
    /// <param name="keepOthers">Whether fields that are not named stay: so for exclusion and $addFields.</param>
    public BsonDocument Apply(BsonDocument document, Evaluation evaluation, bool keepOthers)
    {
        var output = Select(document, keepOthers);
        if (Computes)
        {
            Compute(output, evaluation);
        }

        return output;
    }

    private void Add(FieldPath path, int part, bool keep, Expression? value)
    {
        var name = path.Parts[part];
        var known = _entries.GetValueOrDefault(name);
        if (part == path.Length - 1)
        {
            if (known is not null)
            {
                throw CommandException.Location(31250, $"Path collision at {path.Text}");
            }

            _entries[name] = new ProjectionEntry(keep, value, null);
            _order.Add(name);
            return;
        }

        if (known is { Inner: null })
        {
            throw CommandException.Location(31249, $"Path collision at {path.Text} remaining portion {string.Join('.', path.Parts.Skip(part + 1))}");
        }

        if (known is null)
        {
            known = new ProjectionEntry(true, null, new ProjectionTree());
            _entries[name] = known;
            _order.Add(name);
        }

        known.Inner!.Add(path, part + 1, keep, value);
    }

    private BsonDocument Select(BsonDocument document, bool keepOthers)
    {
        var output = new BsonDocument();
        foreach (var element in document.Elements)
        {
            if (!_entries.TryGetValue(element.Name, out var entry))
            {
                if (keepOthers)
                {
                    output.Add(element);
                }
            }
            else if (entry.Inner is { } inner)
            {
                if (inner.SelectValue(element.Value, keepOthers) is { } value)
                {
                    output.Add(element.Name, value);
                }
            }
            else if (entry.Value is not null ? keepOthers : entry.Keep)
            {
                // A field that is computed anew keeps its place where the others stay.
                output.Add(element);
            }
        }

        return output;
    }

    private BsonValue? SelectValue(BsonValue value, bool keepOthers) => value switch
    {
        BsonDocument document => Select(document, keepOthers),
        BsonArray array => new BsonArray(array.Select(item => SelectValue(item, keepOthers)).OfType<BsonValue>()),
        _ => keepOthers ? value : null,
    };

    private void Compute(BsonDocument output, Evaluation evaluation)
    {
        foreach (var name in _order)
        {
            var entry = _entries[name];
            if (!entry.Computes)
            {
                continue;
            }

            var value = entry.Value is not null
                ? entry.Value.Evaluate(evaluation)
                : entry.Inner!.ComputeValue(output.TryGetValue(name, out var current) ? current : null, evaluation);
            if (value is null)
            {
                output.Remove(name);
            }
            else
            {
                output[name] = value;
            }
        }
    }

    private BsonValue ComputeValue(BsonValue? current, Evaluation evaluation)
    {
        if (current is BsonArray array)
        {
            return new BsonArray(array.Select(item => ComputeValue(item, evaluation)));
        }

        // What is no document gives way to one.
        var output = current as BsonDocument ?? [];
        Compute(output, evaluation);
        return output;
    }
}

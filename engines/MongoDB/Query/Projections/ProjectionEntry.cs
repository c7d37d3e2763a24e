using Lab.Engines.MongoDB.Query.Expressions;

namespace Lab.Engines.MongoDB.Query.Projections;

/// <summary>What happens to one field: it is kept, left out, computed, or looked into.</summary>
/// <param name="Keep">For a field as a whole: whether it stays.</param>
/// <param name="Value">What it is computed from, or null.</param>
/// <param name="Inner">What happens to the fields below it, or null.</param>
internal sealed record ProjectionEntry(bool Keep, Expression? Value, ProjectionTree? Inner)
{
    public bool Computes => Value is not null || Inner is { Computes: true };
}

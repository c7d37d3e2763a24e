using System.Collections.Frozen;
using Lab.Engines.MongoDB.Errors;
using MongoDB.Bson;

namespace Lab.Engines.MongoDB.Query.Expressions;

/// <summary>All operators by name: each family brings its own.</summary>
internal static class ExpressionOperators
{
    private static readonly FrozenDictionary<string, ExpressionOperator> ByName =
        new[]
        {
            ComparisonOperators.All,
            BooleanOperators.All,
            ArithmeticOperators.All,
            MathOperators.All,
            ListOperators.All,
            SequenceOperators.All,
            SetOperators.All,
            StringOperators.All,
            RegexOperators.All,
            DateOperators.All,
            DatePartOperators.All,
            TypeOperators.All,
            ObjectOperators.All,
            VariableOperators.All,
        }.SelectMany(family => family).ToFrozenDictionary(o => o.Name, StringComparer.Ordinal);

    /// <summary>Known to MongoDB and refused here, by name.</summary>
    private static readonly FrozenSet<string> Refused = FrozenSet.Create(
        StringComparer.Ordinal, "$function", "$accumulator", "$meta", "$toHashedIndexKey", "$encStrStartsWith", "$createObjectId");

    public static IEnumerable<string> Names => ByName.Keys;

    public static Expression Parse(string name, BsonValue argument, ParseScope scope) =>
        ByName.TryGetValue(name, out var known) ? known.Parse(argument, scope)
        : Refused.Contains(name) ? throw CommandException.NotSupported(name)
        : throw new CommandException(ErrorCode.InvalidPipelineOperator, $"Unrecognized expression '{name}'");
}

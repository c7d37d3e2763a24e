using System.Collections.Frozen;
using Lab.Engines.MongoDB.Errors;
using MongoDB.Bson;

namespace Lab.Engines.MongoDB.Query.Updates;

/// <summary>The update operators by name. Source: MongoDB manual, "Update Operators". $rename, which has two paths, is not among them.</summary>
internal static class UpdateOperators
{
    private static readonly FrozenDictionary<string, UpdateOperator> ByName =
        new[] { FieldModifiers.All, NumberModifiers.All, ArrayModifiers.All, PushModifier.All, PullModifier.All }
            .SelectMany(family => family).ToFrozenDictionary(o => o.Name, StringComparer.Ordinal);

    public static IEnumerable<string> Names => ByName.Keys.Append("$rename");

    public static bool Has(string name) => name == "$rename" || ByName.ContainsKey(name);

    public static Modifier Parse(string name, string path, BsonValue operand) =>
        ByName.TryGetValue(name, out var known)
            ? known.Parse(path, operand)
            : throw new CommandException(
                ErrorCode.FailedToParse,
                $"Unknown modifier: {name}. Expected a valid update modifier or pipeline-style update specified as an array");
}

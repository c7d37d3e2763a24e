using Lab.Engines.MongoDB.Errors;
using Lab.Engines.MongoDB.Query.Values;
using MongoDB.Bson;

namespace Lab.Engines.MongoDB.Query.Filters;

/// <summary>$type: the value is of one of the types, given by alias, by number, or as "number".</summary>
internal sealed class TypePredicate : ValuePredicate
{
    private static readonly BsonType[] Numbers = [BsonType.Int32, BsonType.Int64, BsonType.Double, BsonType.Decimal128];

    private readonly HashSet<BsonType> _types = [];

    public TypePredicate(BsonValue operand)
    {
        var names = operand as BsonArray ?? [operand];
        if (names.Count == 0)
        {
            throw new CommandException(ErrorCode.FailedToParse, "$type must match at least one type");
        }

        foreach (var name in names)
        {
            _types.UnionWith(TypesOf(name));
        }
    }

    public override bool Test(BsonValue? value, MatchContext? context) => value is not null && _types.Contains(value.BsonType);

    private static BsonType[] TypesOf(BsonValue name)
    {
        switch (name)
        {
            case BsonString { Value: "number" }:
                return Numbers;
            case BsonString alias:
                return BsonTypes.TryParse(alias.Value, out var byAlias) ? [byAlias] : throw new CommandException(ErrorCode.BadValue, $"Unknown type name alias: {alias.Value}");
            case not null when BsonNumber.TryToInt64(name, out var number):
                return number == 0 ? throw new CommandException(ErrorCode.BadValue, "$type can no longer be used with the type 0. To match missing fields, use {$exists: false}")
                    : BsonTypes.TryParse(number, out var byNumber) ? [byNumber]
                    : throw new CommandException(ErrorCode.BadValue, $"Invalid numerical type code: {number}");
            default:
                throw BsonNumber.Is(name)
                    ? new CommandException(ErrorCode.BadValue, $"Invalid numerical type code: {BsonTexts.Show(name)}")
                    : new CommandException(ErrorCode.TypeMismatch, "type must be represented as a number or a string");
        }
    }
}

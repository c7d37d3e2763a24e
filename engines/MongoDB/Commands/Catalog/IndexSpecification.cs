using Lab.Engines.MongoDB.Errors;
using Lab.Engines.MongoDB.Query.Filters;
using Lab.Engines.MongoDB.Query.Values;
using MongoDB.Bson;

namespace Lab.Engines.MongoDB.Commands.Catalog;

/// <summary>Checks an index as createIndexes names it, and gives it the form that is stored.</summary>
internal static class IndexSpecification
{
    private const int MaxFields = 32;

    private static readonly string[] Taken =
        ["v", "key", "name", "ns", "unique", "sparse", "hidden", "background", "expireAfterSeconds", "partialFilterExpression", "collation"];

    /// <exception cref="CommandException">What is wrong, or not supported.</exception>
    public static BsonDocument Check(BsonDocument given)
    {
        var arguments = new CommandArguments("createIndexes.indexes", given);
        if (given.Names.FirstOrDefault(name => !Taken.Contains(name)) is { } unknown)
        {
            throw new CommandException(ErrorCode.InvalidIndexSpecificationOption, $"The field '{unknown}' is not valid for an index specification here. Specification: {given.ToJson()}");
        }

        arguments.SimpleCollation();
        var key = arguments.RequiredDocument("key");
        CheckKey(key);
        var name = arguments.Text("name") ?? throw new CommandException(ErrorCode.FailedToParse, "The 'name' field is a required property of an index specification");
        if (name.Length == 0 || name == "*")
        {
            throw new CommandException(ErrorCode.CannotCreateIndex, "The index name cannot be empty, or '*'");
        }

        var isId = key.ElementCount == 1 && key.GetElement(0).Name == "_id";
        var specification = new BsonDocument { { "v", 2 }, { "key", key }, { "name", isId ? "_id_" : name } };
        foreach (var flag in (ReadOnlySpan<string>)["unique", "sparse", "hidden"])
        {
            if (arguments.Boolean(flag) && !isId)
            {
                specification[flag] = true;
            }
        }

        CheckExpiry(arguments, key, specification);
        if (arguments.Document("partialFilterExpression") is { } partial)
        {
            Filter.Parse(partial);
            specification["partialFilterExpression"] = specification.Contains("sparse")
                ? throw new CommandException(ErrorCode.CannotCreateIndex, "cannot mix \"partialFilterExpression\" and \"sparse\" options")
                : partial;
        }

        return specification;
    }

    private static void CheckExpiry(CommandArguments arguments, BsonDocument key, BsonDocument specification)
    {
        if (arguments.Integer("expireAfterSeconds") is not { } seconds)
        {
            return;
        }

        if (key.ElementCount != 1 || key.GetElement(0).Name == "_id")
        {
            throw new CommandException(ErrorCode.CannotCreateIndex, "TTL indexes are single-field indexes, compound indexes do not support TTL. The field _id cannot expire.");
        }

        if (seconds is < 0 or > int.MaxValue)
        {
            throw new CommandException(ErrorCode.CannotCreateIndex, $"TTL index 'expireAfterSeconds' option must be within 0 and {int.MaxValue}, not {seconds}");
        }

        specification["expireAfterSeconds"] = (int)seconds;
    }

    private static void CheckKey(BsonDocument key)
    {
        if (key.ElementCount is 0 or > MaxFields)
        {
            throw new CommandException(ErrorCode.CannotCreateIndex, $"Index keys must have 1 to {MaxFields} fields.");
        }

        foreach (var element in key.Elements)
        {
            if (element.Value is BsonString kind)
            {
                throw CommandException.NotSupported($"index type '{kind.Value}'");
            }

            if (!BsonNumber.Is(element.Value) || BsonNumber.ToDouble(element.Value) is 0 or double.NaN)
            {
                throw new CommandException(ErrorCode.CannotCreateIndex, $"Values in v:2 index key pattern must be a number other than 0, not {element.Name}: {element.Value}");
            }

            if (element.Name.Length == 0 || element.Name.Split('.').Any(part => part.Length == 0 || part[0] == '$'))
            {
                throw element.Name.Contains("$**", StringComparison.Ordinal)
                    ? CommandException.NotSupported("wildcard index")
                    : new CommandException(ErrorCode.CannotCreateIndex, $"Index key contains an illegal field name: '{element.Name}'");
            }
        }
    }
}

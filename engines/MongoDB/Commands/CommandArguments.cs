using Lab.Engines.MongoDB.Errors;
using Lab.Engines.MongoDB.Query.Values;
using MongoDB.Bson;

namespace Lab.Engines.MongoDB.Commands;

/// <summary>Reads the fields of a command, or of a document in it, with MongoDB's errors for what has the wrong type.</summary>
/// <param name="where">The name in error messages, for example <c>find</c>.</param>
/// <param name="document">The document.</param>
internal readonly struct CommandArguments(string where, BsonDocument document)
{
    public BsonDocument Source => document;

    public bool Has(string name) => document.Contains(name);

    public BsonValue? Value(string name) => document.TryGetValue(name, out var value) && value is not BsonNull ? value : null;

    public BsonValue RequiredValue(string name) => document.TryGetValue(name, out var value) ? value : throw Missing(name);

    public BsonDocument? Document(string name) => Value(name) is { } value ? value as BsonDocument ?? throw Wrong(name, value, "object") : null;

    public BsonDocument RequiredDocument(string name) => Document(name) ?? throw Missing(name);

    public BsonArray? Array(string name) => Value(name) is { } value ? value as BsonArray ?? throw Wrong(name, value, "array") : null;

    public string? Text(string name) => Value(name) is { } value ? (value as BsonString ?? throw Wrong(name, value, "string")).Value : null;

    public string RequiredText(string name) => Text(name) ?? throw Missing(name);

    public bool Boolean(string name, bool otherwise = false) => Value(name) switch
    {
        null => otherwise,
        BsonBoolean boolean => boolean.Value,
        var number when BsonNumber.Is(number) => BsonNumber.ToDouble(number) != 0,
        var other => throw Wrong(name, other, "[bool, long, int, decimal, double]"),
    };

    /// <summary>A whole number that is not negative.</summary>
    public long? Count(string name)
    {
        var number = Integer(name);
        return number < 0 ? throw Location(51024, $"BSON field '{name}' value must be >= 0, actual value '{number}'") : number;
    }

    public long? Integer(string name) => Value(name) is not { } value
        ? null
        : BsonNumber.TryTruncate(value, out var number) ? number
        : BsonNumber.Is(value) ? throw new CommandException(ErrorCode.BadValue, $"BSON field '{where}.{name}' is no whole number of 64 bits")
        : throw Wrong(name, value, "[long, int, decimal, double]");

    /// <summary>Refuses every field that is not named.</summary>
    /// <exception cref="CommandException">40415, MongoDB's number for an unknown field.</exception>
    public void Only(params ReadOnlySpan<string> names)
    {
        foreach (var name in document.Names)
        {
            if (!names.Contains(name))
            {
                throw Location(40415, $"BSON field '{where}.{name}' is an unknown field.");
            }
        }
    }

    /// <summary>Refuses any collation but the simple one, by bytes.</summary>
    public void SimpleCollation()
    {
        if (Document("collation") is { } collation && collation.GetValue("locale", "").ToString() != "simple")
        {
            throw CommandException.NotSupported($"collation {collation.ToJson()} (only {{locale: 'simple'}})");
        }
    }

    private CommandException Missing(string name) => Location(40414, $"BSON field '{where}.{name}' is missing but a required field");

    private CommandException Wrong(string name, BsonValue value, string expected) =>
        new(ErrorCode.TypeMismatch, $"BSON field '{where}.{name}' is the wrong type '{TypeName(value)}', expected type '{expected}'");

    private static string TypeName(BsonValue value) => value.BsonType switch
    {
        BsonType.Document => "object",
        BsonType.Int32 => "int",
        BsonType.Int64 => "long",
        BsonType.Boolean => "bool",
        BsonType.DateTime => "date",
        BsonType.Decimal128 => "decimal",
        BsonType.Binary => "binData",
        BsonType.ObjectId => "objectId",
        BsonType.RegularExpression => "regex",
        var type => char.ToLowerInvariant(type.ToString()[0]) + type.ToString()[1..],
    };

    private static CommandException Location(int code, string message) => CommandException.Location(code, message);
}

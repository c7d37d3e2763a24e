using Lab.Engines.MongoDB.Errors;
using Lab.Engines.MongoDB.Query.Values;
using MongoDB.Bson;

namespace Lab.Engines.MongoDB.Query.Expressions;

/// <summary>The arguments of an operator that takes a document, such as <c>{ $trim: { input: …, chars: … } }</c>.</summary>
internal sealed class NamedArguments
{
    private readonly Dictionary<string, Expression> _arguments = new(StringComparer.Ordinal);
    private readonly string _operator;

    private NamedArguments(string name) => _operator = name;

    public static NamedArguments Parse(string name, BsonValue argument, ParseScope scope, string[] required, string[] optional)
    {
        var document = DocumentOf(name, argument);
        Check(name, document, required, optional);
        var arguments = new NamedArguments(name);
        foreach (var element in document.Elements)
        {
            arguments._arguments[element.Name] = Expression.Parse(element.Value, scope);
        }

        return arguments;
    }

    /// <exception cref="CommandException">The argument is no document.</exception>
    public static BsonDocument DocumentOf(string name, BsonValue argument) =>
        argument as BsonDocument
        ?? throw new CommandException(ErrorCode.FailedToParse, $"{name} only supports an object as an argument, found {BsonTypes.Name(argument)}");

    /// <exception cref="CommandException">An argument is unknown or missing.</exception>
    public static void Check(string name, BsonDocument document, string[] required, string[] optional)
    {
        foreach (var given in document.Names)
        {
            if (!required.Contains(given, StringComparer.Ordinal) && !optional.Contains(given, StringComparer.Ordinal))
            {
                throw new CommandException(ErrorCode.FailedToParse, $"Unrecognized argument to {name}: {given}");
            }
        }

        foreach (var wanted in required)
        {
            if (!document.Contains(wanted))
            {
                throw new CommandException(ErrorCode.FailedToParse, $"Missing '{wanted}' parameter to {name}");
            }
        }
    }

    public bool Has(string argument) => _arguments.ContainsKey(argument);

    /// <summary>An argument that is there.</summary>
    public Expression Required(string argument) =>
        _arguments.GetValueOrDefault(argument) ?? throw new CommandException(ErrorCode.FailedToParse, $"Missing '{argument}' parameter to {_operator}");

    /// <summary>An argument, or a constant in its place.</summary>
    public Expression Optional(string argument, BsonValue? absent = null) => _arguments.GetValueOrDefault(argument) ?? new ConstantExpression(absent);
}

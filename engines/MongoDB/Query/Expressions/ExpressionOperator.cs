using Lab.Engines.MongoDB.Errors;
using MongoDB.Bson;

namespace Lab.Engines.MongoDB.Query.Expressions;

/// <summary>An operator's name and how its argument is read.</summary>
internal sealed record ExpressionOperator(string Name, Func<BsonValue, ParseScope, Expression> Parse)
{
    /// <summary>An operator of one argument, written bare or as an array of one.</summary>
    public static ExpressionOperator Unary(string name, Func<BsonValue?, BsonValue?> apply) =>
        new(name, (argument, scope) => new UnaryExpression(Arguments(name, argument, scope, 1, 1)[0], apply));

    /// <summary>An operator of two arguments.</summary>
    public static ExpressionOperator Binary(string name, Func<BsonValue?, BsonValue?, BsonValue?> apply) =>
        new(name, (argument, scope) =>
        {
            var arguments = Arguments(name, argument, scope, 2, 2);
            return new BinaryExpression(arguments[0], arguments[1], apply);
        });

    /// <summary>An operator of so many arguments, all evaluated before it is applied.</summary>
    public static ExpressionOperator Variadic(string name, int least, int most, Func<BsonValue?[], BsonValue?> apply) =>
        new(name, (argument, scope) => new VariadicExpression(Arguments(name, argument, scope, least, most), apply));

    /// <summary>An operator whose argument is a document of named expressions.</summary>
    public static ExpressionOperator Named(string name, string[] required, string[] optional, Func<NamedArguments, Func<Evaluation, BsonValue?>> compile) =>
        new(name, (argument, scope) => new ComputedExpression(compile(NamedArguments.Parse(name, argument, scope, required, optional))));

    /// <summary>An operator that decides itself when its arguments are evaluated.</summary>
    public static ExpressionOperator Lazy(string name, int least, int most, Func<Expression[], Func<Evaluation, BsonValue?>> compile) =>
        new(name, (argument, scope) => new ComputedExpression(compile(Arguments(name, argument, scope, least, most))));

    /// <exception cref="CommandException">16020, 28667: the number of arguments is wrong.</exception>
    public static Expression[] Arguments(string name, BsonValue argument, ParseScope scope, int least, int most)
    {
        Expression[] arguments = argument is BsonArray array
            ? [.. array.Select(item => Expression.Parse(item, scope))]
            : [Expression.Parse(argument, scope)];
        if (arguments.Length >= least && arguments.Length <= most)
        {
            return arguments;
        }

        throw least == most
            ? CommandException.Location(16020, $"Expression {name} takes exactly {least} arguments. {arguments.Length} were passed in.")
            : CommandException.Location(28667, most == int.MaxValue
                ? $"Expression {name} takes at least {least} arguments, but {arguments.Length} were passed in."
                : $"Expression {name} takes at least {least} arguments, and at most {most}, but {arguments.Length} were passed in.");
    }
}

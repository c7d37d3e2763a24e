using Lab.Engines.Milvus.Columns;
using Lab.Milvus.Protocol;

namespace Lab.Engines.Milvus.Filters;

/// <summary>Makes expressions of a filter's parts and refuses those that cannot mean anything.</summary>
internal sealed class ExpressionBuilder(string text, Schema schema)
{
    public Expression Condition(Expression expression) => expression.Type == FilterType.Boolean && expression is not FieldExpression
        ? expression
        : throw Error($"predicate is not a boolean expression: {text}, data type: {expression.Description}");

    public FieldExpression Field(string name, List<string> path)
    {
        var field = schema.Find(name);
        if (field is null || field.IsDynamic)
        {
            var dynamic = schema.Dynamic ?? throw Error($"field {name} not exist");
            return new FieldExpression(dynamic, field is null ? [name, .. path] : path);
        }

        if (path.Count > 0 && field.Type is not (DataType.Json or DataType.Array))
        {
            throw Error($"{field.Type} data type not supported accessed with []");
        }

        if (field.Type == DataType.Array && (path.Count > 1 || (path.Count == 1 && !int.TryParse(path[0], out _))))
        {
            throw Error($"an element of array {name} is named by one number");
        }

        return new FieldExpression(field, path);
    }

    public Expression Binary(string symbol, Expression left, Expression right) => symbol switch
    {
        "&&" or "||" => new LogicalCondition(symbol == "&&", Operand(left, symbol), Operand(right, symbol)),
        "==" or "!=" => Compare(symbol, left, right),
        _ => Arithmetic(symbol, left, right),
    };

    public Expression Compare(string symbol, Expression left, Expression right)
    {
        var isOrder = symbol is not ("==" or "!=");
        var fits = (left.IsNumeric && right.IsNumeric)
            || (left.Type == FilterType.Json && right.Type is not FilterType.Array)
            || (right.Type == FilterType.Json && left.Type is not FilterType.Array)
            || (left.Type == FilterType.Text && right.Type == FilterType.Text)
            || (left.Type == FilterType.Boolean && right.Type == FilterType.Boolean && !isOrder)
            || (left.Type == FilterType.Array && right.Type == FilterType.List && !isOrder);
        if (!fits)
        {
            throw Error($"comparisons between {left.Description}, element_type: None and {right.Description} elementType: None are not supported");
        }

        if (left is ConstantExpression first && right is ConstantExpression second)
        {
            return new ConstantExpression(FilterValue.Of(ComparisonCondition.Holds(symbol, first.Value, second.Value)));
        }

        // A constant on the left would miss the fast ways.
        return left is ConstantExpression ? new ComparisonCondition(Turned(symbol), right, left) : new ComparisonCondition(symbol, left, right);
    }

    public Expression In(Expression value, Expression list)
    {
        if (value is not FieldExpression || list is not ConstantExpression { Type: FilterType.List } constant)
        {
            throw Error("'in' wants a field on its left and a list of constants on its right");
        }

        var items = constant.Value.Elements;
        var fits = items.All(item => value.Type switch
        {
            FilterType.Boolean => item.Kind == FilterValueKind.Boolean,
            FilterType.Integer => item.Kind == FilterValueKind.Integer,
            FilterType.Real => item.IsNumber,
            FilterType.Text => item.Kind == FilterValueKind.Text,
            _ => value.Type == FilterType.Json,
        });
        if (!fits)
        {
            throw Error($"value '{string.Join(", ", items.Select(item => item.Kind))}' in list cannot be casted to {value.Description}");
        }

        return new InCondition(value, value is FieldExpression { Field.Type: DataType.Float } ? [.. items.Select(item => FilterValue.Of((double)(float)item.Real))] : items);
    }

    public Expression Like(Expression value, Expression pattern) =>
        value is FieldExpression { Type: FilterType.Text or FilterType.Json } && pattern is ConstantExpression { Type: FilterType.Text } constant
            ? new LikeCondition(value, constant.Value.Text)
            : throw Error("like operation on non-string or no-json field is unsupported");

    public Expression Exists(Expression place) => place is FieldExpression { Type: FilterType.Json, Path.Count: > 0 } field
        ? new ExistsCondition(field)
        : throw Error("exists operations are only supported on json fields");

    public Expression List(List<Expression> items) => items.All(item => item is ConstantExpression)
        ? new ConstantExpression(FilterValue.Of(items.ConvertAll(item => ((ConstantExpression)item).Value)))
        : throw Error("array element type must be constant");

    public Expression Unary(string symbol, Expression inner)
    {
        switch (symbol)
        {
            case "!":
                return new NotCondition(Operand(inner, "not"));
            case "~" when inner.Type == FilterType.Integer:
                return Arithmetic("^", inner, new ConstantExpression(FilterValue.Of(-1L)));
            case "+" when inner.IsNumeric:
                return inner;
            case "-" when inner is ConstantExpression { Value.Kind: FilterValueKind.Real } constant:
                return new ConstantExpression(FilterValue.Of(-constant.Value.Real));
            case "-" when inner.IsNumeric || inner.Type == FilterType.Json:
                return Arithmetic("-", new ConstantExpression(FilterValue.Of(0L)), inner);
            default:
                throw Error($"'{symbol}' cannot be applied to {inner.Description}");
        }
    }

    public Expression Call(string name, List<Expression> arguments)
    {
        switch (name.ToLowerInvariant(), arguments)
        {
            case ("array_length", [FieldExpression { Type: FilterType.Array or FilterType.Json } array]):
                return new ArrayLengthExpression(array);
            case ("json_contains" or "array_contains", [FieldExpression { Type: FilterType.Array or FilterType.Json } container, ConstantExpression item]):
                return new ContainsCondition(container, [item.Value], all: true);
            case ("json_contains_all" or "array_contains_all", [FieldExpression { Type: FilterType.Array or FilterType.Json } container, ConstantExpression { Type: FilterType.List } items]):
                return new ContainsCondition(container, items.Value.Elements, all: true);
            case ("json_contains_any" or "array_contains_any", [FieldExpression { Type: FilterType.Array or FilterType.Json } container, ConstantExpression { Type: FilterType.List } items]):
                return new ContainsCondition(container, items.Value.Elements, all: false);
            default:
                throw Error(
                    $"{name} with {arguments.Count} arguments of these kinds is not known: allowed are array_length(array), json_contains(list, value), json_contains_all(list, [values]), json_contains_any(list, [values]) and the same with array_");
        }
    }

    private static string Turned(string symbol) => symbol switch
    {
        "<" => ">",
        "<=" => ">=",
        ">" => "<",
        ">=" => "<=",
        _ => symbol,
    };

    private Expression Operand(Expression expression, string symbol) => expression.Type == FilterType.Boolean && expression is not FieldExpression
        ? expression
        : throw Error($"'{symbol}' can only be used between boolean expressions, not on {expression.Description}");

    private Expression Arithmetic(string symbol, Expression left, Expression right)
    {
        var onlyIntegers = symbol is "<<" or ">>" or "&" or "|" or "^" or "%";
        var fits = onlyIntegers
            ? left.Type is FilterType.Integer or FilterType.Json && right.Type is FilterType.Integer or FilterType.Json
            : (left.IsNumeric || left.Type == FilterType.Json) && (right.IsNumeric || right.Type == FilterType.Json);
        if (!fits)
        {
            throw Error($"'{symbol}' cannot be applied to {left.Description} and {right.Description}");
        }

        if (left is ConstantExpression first && right is ConstantExpression second)
        {
            var value = ArithmeticExpression.Calculate(symbol, first.Value, second.Value);
            return value.Kind == FilterValueKind.Missing ? throw Error("cannot divide by zero") : new ConstantExpression(value);
        }

        return new ArithmeticExpression(symbol, left, right);
    }

    private CallException Error(string reason) => FilterParser.Error(text, reason);
}

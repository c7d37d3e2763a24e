using Lab.Engines.Milvus.Columns;

namespace Lab.Engines.Milvus.Filters;

/// <summary>Two numbers, calculated: <c>+ - * / % **</c>, and on integers <c>&lt;&lt; &gt;&gt; &amp; | ^</c>.</summary>
internal sealed class ArithmeticExpression(string symbol, Expression left, Expression right) : Expression
{
    public override FilterType Type { get; } = left.Type == FilterType.Json || right.Type == FilterType.Json
        ? FilterType.Json
        : left.Type == FilterType.Integer && right.Type == FilterType.Integer ? FilterType.Integer : FilterType.Real;

    /// <summary>Calculates.</summary>
    /// <returns>The result; missing where one of the two is no number, or an integer is divided by zero.</returns>
    public static FilterValue Calculate(string symbol, FilterValue left, FilterValue right)
    {
        if (!left.IsNumber || !right.IsNumber)
        {
            return FilterValue.Missing;
        }

        if (left.Kind == FilterValueKind.Integer && right.Kind == FilterValueKind.Integer)
        {
            var (a, b) = (left.Integer, right.Integer);
            return symbol switch
            {
                "+" => FilterValue.Of(unchecked(a + b)),
                "-" => FilterValue.Of(unchecked(a - b)),
                "*" => FilterValue.Of(unchecked(a * b)),
                "/" or "%" when b == 0 => FilterValue.Missing,
                "/" => FilterValue.Of(b == -1 ? unchecked(-a) : a / b),
                "%" => FilterValue.Of(b == -1 ? 0 : a % b),
                "<<" => FilterValue.Of(a << (int)(b & 63)),
                ">>" => FilterValue.Of(a >> (int)(b & 63)),
                "&" => FilterValue.Of(a & b),
                "|" => FilterValue.Of(a | b),
                "^" => FilterValue.Of(a ^ b),
                _ => FilterValue.Of(Math.Pow(a, b)),
            };
        }

        return symbol switch
        {
            "+" => FilterValue.Of(left.Real + right.Real),
            "-" => FilterValue.Of(left.Real - right.Real),
            "*" => FilterValue.Of(left.Real * right.Real),
            "/" => FilterValue.Of(left.Real / right.Real),
            "**" => FilterValue.Of(Math.Pow(left.Real, right.Real)),
            _ => FilterValue.Missing,
        };
    }

    public override Func<int, FilterValue> Bind(Chunk chunk)
    {
        var (first, second) = (left.Bind(chunk), right.Bind(chunk));
        return row => Calculate(symbol, first(row), second(row));
    }
}

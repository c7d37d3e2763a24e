using Lab.Engines.Milvus.Columns;
using Lab.Milvus.Protocol;

namespace Lab.Engines.Milvus.Filters;

/// <summary>Two values, compared. A value that is missing, or of another kind, is unequal and neither below nor above.</summary>
internal sealed class ComparisonCondition(string symbol, Expression left, Expression right) : Condition
{
    public string Symbol => symbol;

    public Expression Left => left;

    public Expression Right => right;

    public static bool Holds(string symbol, FilterValue left, FilterValue right) => symbol switch
    {
        "==" => left.IsSame(right),
        "!=" => !left.IsSame(right),
        "<" => left.CompareWith(right) < 0,
        "<=" => left.CompareWith(right) <= 0,
        ">" => left.CompareWith(right) > 0,
        _ => left.CompareWith(right) >= 0,
    };

    public override Func<int, bool> BindCondition(Chunk chunk)
    {
        if (left is FieldExpression { Path.Count: 0 } field && right is ConstantExpression { IsNumeric: true } constant)
        {
            switch (chunk.Column(field.Field))
            {
                case IntegerColumn column when constant.Type == FilterType.Integer:
                    return Integers(column.Values, constant.Value.Integer);
                case RealColumn column:
                    // A single-precision field is compared with the constant in single precision.
                    return Reals(column.Values, field.Field.Type == DataType.Float ? (float)constant.Value.Real : constant.Value.Real);
                default:
                    break;
            }
        }

        var (first, second) = (left.Bind(chunk), right.Bind(chunk));
        return row => Holds(symbol, first(row), second(row));
    }

    private Func<int, bool> Integers(long[] values, long constant) => symbol switch
    {
        "==" => row => values[row] == constant,
        "!=" => row => values[row] != constant,
        "<" => row => values[row] < constant,
        "<=" => row => values[row] <= constant,
        ">" => row => values[row] > constant,
        _ => row => values[row] >= constant,
    };

    private Func<int, bool> Reals(double[] values, double constant) => symbol switch
    {
        "==" => row => values[row] == constant,
        "!=" => row => values[row] != constant,
        "<" => row => values[row] < constant,
        "<=" => row => values[row] <= constant,
        ">" => row => values[row] > constant,
        _ => row => values[row] >= constant,
    };
}

using Lab.Engines.Milvus.Columns;

namespace Lab.Engines.Milvus.Filters;

/// <summary>Two conditions, joined by <c>and</c> or <c>or</c>.</summary>
internal sealed class LogicalCondition(bool isAnd, Expression left, Expression right) : Condition
{
    public override Func<int, bool> BindCondition(Chunk chunk)
    {
        var (first, second) = (left.BindCondition(chunk), right.BindCondition(chunk));
        return isAnd ? row => first(row) && second(row) : row => first(row) || second(row);
    }
}

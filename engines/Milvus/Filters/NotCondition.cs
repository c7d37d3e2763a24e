using Lab.Engines.Milvus.Columns;

namespace Lab.Engines.Milvus.Filters;

internal sealed class NotCondition(Expression inner) : Condition
{
    public override Func<int, bool> BindCondition(Chunk chunk)
    {
        var condition = inner.BindCondition(chunk);
        return row => !condition(row);
    }
}

using Lab.Engines.Milvus.Columns;

namespace Lab.Engines.Milvus.Filters;

/// <summary>An expression that is true or false.</summary>
internal abstract class Condition : Expression
{
    public override FilterType Type => FilterType.Boolean;

    public abstract override Func<int, bool> BindCondition(Chunk chunk);

    public sealed override Func<int, FilterValue> Bind(Chunk chunk)
    {
        var condition = BindCondition(chunk);
        return row => FilterValue.Of(condition(row));
    }
}

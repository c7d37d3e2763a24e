using Lab.Engines.Milvus.Columns;

namespace Lab.Engines.Milvus.Filters;

/// <summary>There is a value at a place in JSON.</summary>
internal sealed class ExistsCondition(FieldExpression place) : Condition
{
    public override Func<int, bool> BindCondition(Chunk chunk)
    {
        var read = place.Bind(chunk);
        return row => read(row).Kind != FilterValueKind.Missing;
    }
}

using Lab.Engines.Milvus.Columns;

namespace Lab.Engines.Milvus.Filters;

internal sealed class ArrayLengthExpression(FieldExpression array) : Expression
{
    public override FilterType Type => array.Type == FilterType.Json ? FilterType.Json : FilterType.Integer;

    public override Func<int, FilterValue> Bind(Chunk chunk)
    {
        var read = array.Bind(chunk);
        return row => read(row) is { Kind: FilterValueKind.List } list ? FilterValue.Of((long)list.Elements.Count) : FilterValue.Missing;
    }
}

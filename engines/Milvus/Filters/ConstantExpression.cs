using Lab.Engines.Milvus.Columns;

namespace Lab.Engines.Milvus.Filters;

internal sealed class ConstantExpression(FilterValue value) : Expression
{
    public FilterValue Value { get; } = value;

    public override FilterType Type => Value.Kind switch
    {
        FilterValueKind.Boolean => FilterType.Boolean,
        FilterValueKind.Integer => FilterType.Integer,
        FilterValueKind.Real => FilterType.Real,
        FilterValueKind.Text => FilterType.Text,
        _ => FilterType.List,
    };

    public override Func<int, FilterValue> Bind(Chunk chunk) => _ => Value;
}

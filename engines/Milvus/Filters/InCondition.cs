using Lab.Engines.Milvus.Columns;

namespace Lab.Engines.Milvus.Filters;

/// <summary>A value is one of a list's.</summary>
internal sealed class InCondition(Expression value, IReadOnlyList<FilterValue> list) : Condition
{
    private readonly HashSet<long> integers = [.. list.Where(item => item.Kind == FilterValueKind.Integer).Select(item => item.Integer)];
    private readonly HashSet<string> texts = new(list.Where(item => item.Kind == FilterValueKind.Text).Select(item => item.Text), StringComparer.Ordinal);

    public Expression Value => value;

    public IReadOnlyList<FilterValue> Items => list;

    public override Func<int, bool> BindCondition(Chunk chunk)
    {
        if (value is FieldExpression { Path.Count: 0 } field)
        {
            switch (chunk.Column(field.Field))
            {
                case IntegerColumn column:
                    return row => integers.Contains(column.Values[row]);
                case TextColumn column:
                    return row => texts.Contains(column.Values[row]);
                default:
                    break;
            }
        }

        var read = value.Bind(chunk);
        return row =>
        {
            var found = read(row);
            return found.Kind switch
            {
                FilterValueKind.Integer when integers.Contains(found.Integer) => true,
                FilterValueKind.Text => texts.Contains(found.Text),
                _ => list.Any(item => item.IsSame(found)),
            };
        };
    }
}

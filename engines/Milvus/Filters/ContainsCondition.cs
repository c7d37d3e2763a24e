using Lab.Engines.Milvus.Columns;

namespace Lab.Engines.Milvus.Filters;

/// <summary>A list in JSON, or an array, has an element, all of some, or any of some.</summary>
internal sealed class ContainsCondition(Expression container, IReadOnlyList<FilterValue> wanted, bool all) : Condition
{
    public override Func<int, bool> BindCondition(Chunk chunk)
    {
        var read = container.Bind(chunk);
        return row =>
        {
            var value = read(row);
            return value.Kind == FilterValueKind.List
                && (all ? wanted.All(item => Has(value, item)) : wanted.Any(item => Has(value, item)));
        };
    }

    private static bool Has(FilterValue list, FilterValue wanted)
    {
        foreach (var element in list.Elements)
        {
            if (element.IsSame(wanted))
            {
                return true;
            }
        }

        return false;
    }
}

using Google.Protobuf.Collections;
using Lab.Engines.Milvus.Collections;
using Lab.Engines.Milvus.Columns;
using Lab.Milvus.Protocol;

namespace Lab.Engines.Milvus.Filters;

/// <summary>A filter in Milvus's boolean language, ready to be applied to rows.</summary>
internal sealed class Filter
{
    private readonly Expression? condition;

    private Filter(Expression? condition) => this.condition = condition;

    /// <summary>Lets every row through.</summary>
    public static Filter All { get; } = new(condition: null);

    public bool IsAll => condition is null;

    /// <summary>Reads a filter.</summary>
    /// <param name="text">The filter; empty for every row.</param>
    /// <param name="schema">The fields it may name.</param>
    /// <param name="templates">The values of the <c>{names}</c> in it.</param>
    /// <exception cref="CallException">It is wrong; the message says where and why.</exception>
    public static Filter Parse(string text, Schema schema, MapField<string, TemplateValue> templates) =>
        string.IsNullOrWhiteSpace(text) ? All : new Filter(new FilterParser(text, schema, templates).Parse());

    /// <summary>The primary keys, where the filter names those and nothing else: such a delete needs no look at the rows.</summary>
    public IDs? KeysAlone(Schema schema)
    {
        var values = condition switch
        {
            InCondition { Value: FieldExpression place } list when place.Field == schema.Primary => list.Items,
            ComparisonCondition { Symbol: "==", Left: FieldExpression place, Right: ConstantExpression constant } when place.Field == schema.Primary => [constant.Value],
            _ => null,
        };
        if (values is null || !values.All(value => value.Kind == (schema.HasIntegerKey ? FilterValueKind.Integer : FilterValueKind.Text)))
        {
            return null;
        }

        return schema.HasIntegerKey
            ? new IDs { IntId = new LongArray { Data = { values.Select(value => value.Integer) } } }
            : new IDs { StrId = new StringArray { Data = { values.Select(value => value.Text) } } };
    }

    /// <summary>The rows of a slice that are visible and pass.</summary>
    public bool[] Select(Slice slice, long version)
    {
        var selected = new bool[slice.Count];
        var passes = condition?.BindCondition(slice.Chunk);
        for (var row = 0; row < selected.Length; row++)
        {
            selected[row] = slice.Chunk.IsVisible(row, version) && (passes is null || passes(row));
        }

        return selected;
    }
}

using Lab.Engines.Milvus.Columns;
using Lab.Milvus.Protocol;

namespace Lab.Engines.Milvus.Filters;

/// <summary>A field, or a place inside a field of JSON or of arrays.</summary>
/// <param name="field">The field.</param>
/// <param name="path">The way into it: keys, and numbers of elements; empty for the field itself.</param>
internal sealed class FieldExpression(Field field, IReadOnlyList<string> path) : Expression
{
    public Field Field { get; } = field;

    public IReadOnlyList<string> Path { get; } = path;

    public override FilterType Type { get; } = path.Count > 0 && field.Type == DataType.Array ? TypeOf(field.ElementType) : TypeOf(field.Type);

    public override string Description => Field.Type == DataType.Json ? "JSON" : Field.Type.ToString();

    public override Func<int, FilterValue> Bind(Chunk chunk)
    {
        switch (chunk.Column(Field))
        {
            case BoolColumn column:
                return row => FilterValue.Of(column.Values[row]);
            case IntegerColumn column:
                return row => FilterValue.Of(column.Values[row]);
            case RealColumn column:
                return row => FilterValue.Of(column.Values[row]);
            case TextColumn column:
                return row => FilterValue.Of(column.Values[row]);
            case JsonColumn column:
                return row => JsonValues.Read(column.Values[row], Path);
            case ArrayColumn column when Path.Count == 0:
                return row => FilterValue.Of(ArrayValues.Read(column.Values[row]));
            case ArrayColumn column:
                var element = int.Parse(Path[0], System.Globalization.CultureInfo.InvariantCulture);
                return row => ArrayValues.Read(column.Values[row], element);
            default:
                throw CallException.Unsupported($"a filter on field {Field.Name} of type {Field.Type}");
        }
    }

    private static FilterType TypeOf(DataType type) => type switch
    {
        DataType.Bool => FilterType.Boolean,
        DataType.Int8 or DataType.Int16 or DataType.Int32 or DataType.Int64 => FilterType.Integer,
        DataType.Float or DataType.Double => FilterType.Real,
        DataType.VarChar => FilterType.Text,
        DataType.Json => FilterType.Json,
        DataType.Array => FilterType.Array,
        _ => throw CallException.Unexpected($"a filter on a field of type {type} is not supported"),
    };
}

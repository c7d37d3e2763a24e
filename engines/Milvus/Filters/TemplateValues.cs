using Lab.Milvus.Protocol;

namespace Lab.Engines.Milvus.Filters;

/// <summary>Reads the values that a request brings for the names in its filter.</summary>
internal static class TemplateValues
{
    /// <exception cref="CallException">The value is of a kind that filters do not know.</exception>
    public static FilterValue Read(TemplateValue value) => value.ValCase switch
    {
        TemplateValue.ValOneofCase.BoolVal => FilterValue.Of(value.BoolVal),
        TemplateValue.ValOneofCase.Int64Val => FilterValue.Of(value.Int64Val),
        TemplateValue.ValOneofCase.FloatVal => FilterValue.Of(value.FloatVal),
        TemplateValue.ValOneofCase.StringVal => FilterValue.Of(value.StringVal),
        TemplateValue.ValOneofCase.ArrayVal => FilterValue.Of(Elements(value.ArrayVal)),
        _ => throw CallException.Unexpected("failed to create query plan: a template variable has no value"),
    };

    private static IReadOnlyList<FilterValue> Elements(TemplateArrayValue array) => array.DataCase switch
    {
        TemplateArrayValue.DataOneofCase.None => [],
        TemplateArrayValue.DataOneofCase.BoolData => [.. array.BoolData.Data.Select(FilterValue.Of)],
        TemplateArrayValue.DataOneofCase.LongData => [.. array.LongData.Data.Select(FilterValue.Of)],
        TemplateArrayValue.DataOneofCase.DoubleData => [.. array.DoubleData.Data.Select(FilterValue.Of)],
        TemplateArrayValue.DataOneofCase.StringData => [.. array.StringData.Data.Select(FilterValue.Of)],
        _ => throw CallException.Unsupported("a template variable that is a list of lists or of JSON"),
    };
}

using Lab.Milvus.Protocol;

namespace Lab.Engines.Milvus.Filters;

/// <summary>Reads the elements of array fields.</summary>
internal static class ArrayValues
{
    public static int Count(ScalarField array) => array.DataCase switch
    {
        ScalarField.DataOneofCase.BoolData => array.BoolData.Data.Count,
        ScalarField.DataOneofCase.IntData => array.IntData.Data.Count,
        ScalarField.DataOneofCase.LongData => array.LongData.Data.Count,
        ScalarField.DataOneofCase.FloatData => array.FloatData.Data.Count,
        ScalarField.DataOneofCase.DoubleData => array.DoubleData.Data.Count,
        ScalarField.DataOneofCase.StringData => array.StringData.Data.Count,
        _ => 0,
    };

    /// <returns>The element; missing where the array is shorter.</returns>
    public static FilterValue Read(ScalarField array, int element) => element >= Count(array)
        ? FilterValue.Missing
        : array.DataCase switch
        {
            ScalarField.DataOneofCase.BoolData => FilterValue.Of(array.BoolData.Data[element]),
            ScalarField.DataOneofCase.IntData => FilterValue.Of((long)array.IntData.Data[element]),
            ScalarField.DataOneofCase.LongData => FilterValue.Of(array.LongData.Data[element]),
            ScalarField.DataOneofCase.FloatData => FilterValue.Of((double)array.FloatData.Data[element]),
            ScalarField.DataOneofCase.DoubleData => FilterValue.Of(array.DoubleData.Data[element]),
            _ => FilterValue.Of(array.StringData.Data[element]),
        };

    public static IReadOnlyList<FilterValue> Read(ScalarField array) =>
        [.. Enumerable.Range(0, Count(array)).Select(element => Read(array, element))];
}

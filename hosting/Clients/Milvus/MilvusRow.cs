using Lab.Milvus.Protocol;

namespace Lab.Hosting.Clients.Milvus;

/// <summary>A row that was read: its fields by name.</summary>
public sealed class MilvusRow
{
    private readonly IReadOnlyDictionary<string, object> values;

    private MilvusRow(IReadOnlyDictionary<string, object> values) => this.values = values;

    /// <summary>The names of the fields that were read.</summary>
    public IEnumerable<string> Fields => values.Keys;

    /// <summary>A field's value.</summary>
    /// <typeparam name="T">
    /// bool, int (Int8 to Int32), long, float, double, string (VarChar, and JSON as text), float[] (vectors), or a list of one of those (arrays).
    /// </typeparam>
    /// <param name="field">The field.</param>
    /// <exception cref="KeyNotFoundException">The field was not read.</exception>
    /// <exception cref="InvalidCastException">The field is of another type.</exception>
    public T Get<T>(string field) => values.TryGetValue(field, out var value)
        ? value is T fits ? fits : throw new InvalidCastException($"Field '{field}' is a {value.GetType().Name}, not a {typeof(T).Name}.")
        : throw new KeyNotFoundException($"Field '{field}' was not read; read were {string.Join(", ", values.Keys)}.");

    internal static IReadOnlyList<MilvusRow> From(IReadOnlyCollection<FieldData> columns, int rows) =>
        [.. Enumerable.Range(0, rows).Select(row => new MilvusRow(columns.ToDictionary(column => column.FieldName, column => Value(column, row), StringComparer.Ordinal)))];

    private static object Value(FieldData column, int row)
    {
        if (column.Vectors is not { } vectors)
        {
            return Scalar(column.Scalars, row);
        }

        var dimension = (int)vectors.Dim;
        var vector = new float[dimension];
        for (var i = 0; i < dimension; i++)
        {
            vector[i] = vectors.FloatVector.Data[(row * dimension) + i];
        }

        return vector;
    }

    private static object Scalar(ScalarField values, int row) => values.DataCase switch
    {
        ScalarField.DataOneofCase.BoolData => values.BoolData.Data[row],
        ScalarField.DataOneofCase.IntData => values.IntData.Data[row],
        ScalarField.DataOneofCase.LongData => values.LongData.Data[row],
        ScalarField.DataOneofCase.FloatData => values.FloatData.Data[row],
        ScalarField.DataOneofCase.DoubleData => values.DoubleData.Data[row],
        ScalarField.DataOneofCase.StringData => values.StringData.Data[row],
        ScalarField.DataOneofCase.JsonData => values.JsonData.Data[row].ToStringUtf8(),
        ScalarField.DataOneofCase.ArrayData => Elements(values.ArrayData.Data[row]),
        _ => throw new MilvusException("The answer has values of a type that this client does not know."),
    };

    private static object Elements(ScalarField array) => array.DataCase switch
    {
        ScalarField.DataOneofCase.BoolData => array.BoolData.Data.ToArray(),
        ScalarField.DataOneofCase.IntData => array.IntData.Data.ToArray(),
        ScalarField.DataOneofCase.FloatData => array.FloatData.Data.ToArray(),
        ScalarField.DataOneofCase.DoubleData => array.DoubleData.Data.ToArray(),
        ScalarField.DataOneofCase.StringData => array.StringData.Data.ToArray(),
        _ => array.LongData?.Data.ToArray() ?? [],
    };
}

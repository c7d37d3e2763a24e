using Google.Protobuf;
using Lab.Milvus.Protocol;

namespace Lab.Engines.Milvus.Columns;

/// <summary>JSON values as UTF-8 text, that of the field for dynamic keys included.</summary>
internal sealed class JsonColumn(Field field, int capacity) : Column(field)
{
    public ByteString[] Values { get; } = new ByteString[capacity];

    public override void Store(int at, FieldData data, int from, int count)
    {
        var source = data.Scalars.JsonData.Data;
        for (var i = 0; i < count; i++)
        {
            Values[at + i] = source[from + i];
        }
    }

    public override void Append(FieldData target, int row) => target.Scalars.JsonData.Data.Add(Values[row]);

    protected override void Prepare(FieldData data) => data.Scalars = new ScalarField { JsonData = new JSONArray() };
}

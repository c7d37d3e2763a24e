using Lab.Milvus.Protocol;

namespace Lab.Engines.Milvus.Columns;

internal sealed class TextColumn(Field field, int capacity) : Column(field)
{
    public string[] Values { get; } = new string[capacity];

    public override void Store(int at, FieldData data, int from, int count)
    {
        var source = data.Scalars.StringData.Data;
        for (var i = 0; i < count; i++)
        {
            Values[at + i] = source[from + i];
        }
    }

    public override void Append(FieldData target, int row) => target.Scalars.StringData.Data.Add(Values[row]);

    protected override void Prepare(FieldData data) => data.Scalars = new ScalarField { StringData = new StringArray() };
}

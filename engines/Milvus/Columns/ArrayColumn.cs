using Lab.Milvus.Protocol;

namespace Lab.Engines.Milvus.Columns;

internal sealed class ArrayColumn(Field field, int capacity) : Column(field)
{
    public ScalarField[] Values { get; } = new ScalarField[capacity];

    public override void Store(int at, FieldData data, int from, int count)
    {
        var source = data.Scalars.ArrayData.Data;
        for (var i = 0; i < count; i++)
        {
            Values[at + i] = source[from + i];
        }
    }

    public override void Append(FieldData target, int row) => target.Scalars.ArrayData.Data.Add(Values[row]);

    protected override void Prepare(FieldData data) =>
        data.Scalars = new ScalarField { ArrayData = new ArrayArray { ElementType = Field.ElementType } };
}

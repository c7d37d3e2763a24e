using Lab.Milvus.Protocol;

namespace Lab.Engines.Milvus.Columns;

/// <summary>Int8, Int16, Int32 and Int64.</summary>
internal sealed class IntegerColumn(Field field, int capacity) : Column(field)
{
    public long[] Values { get; } = new long[capacity];

    public override void Store(int at, FieldData data, int from, int count)
    {
        if (Field.Type == DataType.Int64)
        {
            var source = data.Scalars.LongData.Data;
            for (var i = 0; i < count; i++)
            {
                Values[at + i] = source[from + i];
            }
        }
        else
        {
            var source = data.Scalars.IntData.Data;
            for (var i = 0; i < count; i++)
            {
                Values[at + i] = source[from + i];
            }
        }
    }

    public override void Append(FieldData target, int row)
    {
        if (Field.Type == DataType.Int64)
        {
            target.Scalars.LongData.Data.Add(Values[row]);
        }
        else
        {
            target.Scalars.IntData.Data.Add((int)Values[row]);
        }
    }

    protected override void Prepare(FieldData data) => data.Scalars = Field.Type == DataType.Int64
        ? new ScalarField { LongData = new LongArray() }
        : new ScalarField { IntData = new IntArray() };
}

using Lab.Milvus.Protocol;

namespace Lab.Engines.Milvus.Columns;

/// <summary>Float and Double.</summary>
internal sealed class RealColumn(Field field, int capacity) : Column(field)
{
    public double[] Values { get; } = new double[capacity];

    public override void Store(int at, FieldData data, int from, int count)
    {
        if (Field.Type == DataType.Float)
        {
            var source = data.Scalars.FloatData.Data;
            for (var i = 0; i < count; i++)
            {
                Values[at + i] = source[from + i];
            }
        }
        else
        {
            var source = data.Scalars.DoubleData.Data;
            for (var i = 0; i < count; i++)
            {
                Values[at + i] = source[from + i];
            }
        }
    }

    public override void Append(FieldData target, int row)
    {
        if (Field.Type == DataType.Float)
        {
            target.Scalars.FloatData.Data.Add((float)Values[row]);
        }
        else
        {
            target.Scalars.DoubleData.Data.Add(Values[row]);
        }
    }

    protected override void Prepare(FieldData data) => data.Scalars = Field.Type == DataType.Float
        ? new ScalarField { FloatData = new FloatArray() }
        : new ScalarField { DoubleData = new DoubleArray() };
}

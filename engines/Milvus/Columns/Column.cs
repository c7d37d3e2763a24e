using Lab.Milvus.Protocol;

namespace Lab.Engines.Milvus.Columns;

/// <summary>The values of one field in one chunk. Rows are written once, before readers know of them, and never changed.</summary>
internal abstract class Column(Field field)
{
    public Field Field { get; } = field;

    /// <summary>Writes rows of an insert that was checked.</summary>
    /// <param name="at">The first row to write.</param>
    /// <param name="data">The field's values of the whole insert.</param>
    /// <param name="from">The first of them to take.</param>
    /// <param name="count">How many to take.</param>
    public abstract void Store(int at, FieldData data, int from, int count);

    /// <summary>Appends a row's value to an answer, or to an insert that moves the row.</summary>
    public abstract void Append(FieldData target, int row);

    /// <summary>Prepares an answer without rows.</summary>
    public FieldData NewData()
    {
        var data = new FieldData { Type = Field.Type, FieldName = Field.Name, FieldId = Field.Id, IsDynamic = Field.IsDynamic };
        Prepare(data);
        return data;
    }

    protected abstract void Prepare(FieldData data);
}

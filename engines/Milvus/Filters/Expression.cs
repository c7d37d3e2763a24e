using Lab.Engines.Milvus.Columns;

namespace Lab.Engines.Milvus.Filters;

/// <summary>A part of a filter, checked against the schema.</summary>
internal abstract class Expression
{
    public abstract FilterType Type { get; }

    public bool IsNumeric => Type is FilterType.Integer or FilterType.Real;

    /// <summary>What an error calls it.</summary>
    public virtual string Description => Type switch
    {
        FilterType.Boolean => "Bool",
        FilterType.Integer => "Int64",
        FilterType.Real => "Double",
        FilterType.Text => "VarChar",
        FilterType.Json => "JSON",
        FilterType.Array => "Array",
        _ => "list",
    };

    /// <summary>Prepares to read the rows of a chunk.</summary>
    public abstract Func<int, FilterValue> Bind(Chunk chunk);

    /// <summary>Prepares to decide about the rows of a chunk.</summary>
    public virtual Func<int, bool> BindCondition(Chunk chunk)
    {
        var value = Bind(chunk);
        return row => value(row).IsTrue;
    }
}

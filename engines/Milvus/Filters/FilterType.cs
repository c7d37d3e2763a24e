namespace Lab.Engines.Milvus.Filters;

/// <summary>What is known of an expression before any row is read.</summary>
internal enum FilterType
{
    Boolean,
    Integer,
    Real,
    Text,

    /// <summary>A value inside JSON, or a JSON field: known only row by row.</summary>
    Json,

    /// <summary>A field of arrays.</summary>
    Array,

    /// <summary>A list of constants.</summary>
    List,
}

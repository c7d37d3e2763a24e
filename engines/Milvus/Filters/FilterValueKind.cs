namespace Lab.Engines.Milvus.Filters;

/// <summary>What a <see cref="FilterValue"/> is.</summary>
internal enum FilterValueKind
{
    Missing,
    Boolean,
    Integer,
    Real,
    Text,
    List,
    Other,
}

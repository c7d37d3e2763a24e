namespace Lab.Engines.Milvus.Filters;

/// <summary>The kinds of words in a filter.</summary>
internal enum TokenKind
{
    End,
    Name,
    Integer,
    Real,
    Text,
    Template,
    Operator,
}

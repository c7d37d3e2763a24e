namespace Lab.Engines.Milvus.Filters;

/// <summary>A word of a filter.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Text">The word; of a text constant its value, of an operator its canonical spelling.</param>
/// <param name="At">Where it starts in the filter.</param>
internal readonly record struct Token(TokenKind Kind, string Text, int At);

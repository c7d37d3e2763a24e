using System.Text.Json.Nodes;

namespace Lab.Hosting.Clients.Chroma;

/// <summary>A condition on a record's text. Letters count as they are written.</summary>
public sealed class ChromaDocumentWhere
{
    private ChromaDocumentWhere(JsonObject json) => Json = json;

    /// <summary>The condition as ChromaDB reads it.</summary>
    internal JsonObject Json { get; }

    /// <summary>The text holds this one.</summary>
    /// <param name="text">The text to look for; not empty.</param>
    public static ChromaDocumentWhere Contains(string text) => Of("$contains", text);

    /// <summary>The text does not hold this one.</summary>
    /// <inheritdoc cref="Contains"/>
    public static ChromaDocumentWhere NotContains(string text) => Of("$not_contains", text);

    /// <summary>The regular expression matches somewhere in the text.</summary>
    /// <param name="expression">The expression; not empty.</param>
    public static ChromaDocumentWhere Matches(string expression) => Of("$regex", expression);

    /// <summary>The regular expression matches nowhere in the text.</summary>
    /// <inheritdoc cref="Matches"/>
    public static ChromaDocumentWhere NotMatches(string expression) => Of("$not_regex", expression);

    /// <summary>All of the conditions.</summary>
    /// <param name="conditions">The conditions; at least one.</param>
    public static ChromaDocumentWhere And(params IReadOnlyList<ChromaDocumentWhere> conditions) => new(Conditions.Join("$and", [.. conditions.Select(c => c.Json)]));

    /// <summary>Any of the conditions.</summary>
    /// <inheritdoc cref="And"/>
    public static ChromaDocumentWhere Or(params IReadOnlyList<ChromaDocumentWhere> conditions) => new(Conditions.Join("$or", [.. conditions.Select(c => c.Json)]));

    /// <summary>The condition as JSON.</summary>
    public override string ToString() => Json.ToJsonString();

    private static ChromaDocumentWhere Of(string operation, string text)
    {
        ArgumentException.ThrowIfNullOrEmpty(text);
        return new(new JsonObject { [operation] = text });
    }
}

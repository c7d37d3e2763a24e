using System.Text.Json.Serialization;

namespace Lab.Repository;

/// <summary>The object <c>config</c>: readable without a key, so that a program can say that it is too old.</summary>
/// <param name="Format">Always <c>lab-repository</c>.</param>
/// <param name="Version">The version of docs/repository-format.md.</param>
/// <param name="Id">The repository's id, 32 hexadecimal digits.</param>
/// <param name="Created">When it was made.</param>
internal sealed record RepositoryConfig(
    [property: JsonPropertyName("format")] string Format,
    [property: JsonPropertyName("version")] int Version,
    [property: JsonPropertyName("id")] string Id,
    [property: JsonPropertyName("created")] DateTimeOffset Created);

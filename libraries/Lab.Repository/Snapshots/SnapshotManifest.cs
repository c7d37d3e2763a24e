using System.Text.Json.Serialization;

namespace Lab.Repository.Snapshots;

/// <summary>A snapshot: it exists from the moment that its manifest does.</summary>
public sealed record SnapshotManifest
{
    /// <summary>32 hexadecimal digits.</summary>
    [JsonPropertyName("id")]
    public required string Id { get; init; }

    /// <summary>What the snapshot shows is how things were at this time or after it.</summary>
    [JsonPropertyName("created")]
    public required DateTimeOffset Created { get; init; }

    /// <summary>Snapshots of one group are kept and pruned together: a system's name, or a host and its folders.</summary>
    [JsonPropertyName("group")]
    public required string Group { get; init; }

    /// <summary>The machine that wrote it.</summary>
    [JsonPropertyName("host")]
    public required string Host { get; init; }

    /// <summary>The folders or databases it was made of.</summary>
    [JsonPropertyName("sources")]
    public required IReadOnlyList<string> Sources { get; init; }

    /// <summary>What its maker wants to find again, for example the LSN at which a backup began.</summary>
    [JsonPropertyName("attributes")]
    public required IReadOnlyDictionary<string, string> Attributes { get; init; }

    /// <summary>The snapshot whose unchanged files were not read again, or <see langword="null"/>.</summary>
    [JsonPropertyName("parent")]
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Parent { get; init; }

    /// <summary>What it holds and what it cost.</summary>
    [JsonPropertyName("statistics")]
    public required SnapshotStatistics Statistics { get; init; }

    /// <summary>The chunks of the catalog: the list of all paths.</summary>
    [JsonPropertyName("catalog")]
    public required IReadOnlyList<ChunkReference> Catalog { get; init; }
}

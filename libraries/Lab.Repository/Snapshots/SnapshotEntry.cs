using System.Text.Json.Serialization;

namespace Lab.Repository.Snapshots;

/// <summary>One path of a snapshot and what is known of it. Its chunks stand beside it in the catalog.</summary>
public sealed record SnapshotEntry
{
    /// <summary>The path, with forward slashes, without one at its start.</summary>
    [JsonPropertyName("path")]
    public required string Path { get; init; }

    /// <summary>What it is.</summary>
    [JsonPropertyName("type")]
    public EntryType Type { get; init; }

    /// <summary>Bytes of a file.</summary>
    [JsonPropertyName("size")]
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public long Size { get; init; }

    /// <summary>POSIX permission bits (with set-user-id, set-group-id and sticky), or <see langword="null"/> when unknown.</summary>
    [JsonPropertyName("mode")]
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public int? Mode { get; init; }

    /// <summary>The owner's number.</summary>
    [JsonPropertyName("uid")]
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public uint? User { get; init; }

    /// <summary>The group's number.</summary>
    [JsonPropertyName("gid")]
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public uint? Group { get; init; }

    /// <summary>When its content last changed, in nanoseconds since 1970-01-01 UTC.</summary>
    [JsonPropertyName("mtime")]
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public long? Modified { get; init; }

    /// <summary>When its inode last changed, in nanoseconds since 1970-01-01 UTC: tells an unchanged file from one whose times were set back.</summary>
    [JsonPropertyName("ctime")]
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public long? Changed { get; init; }

    /// <summary>The inode's number.</summary>
    [JsonPropertyName("inode")]
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public ulong? Inode { get; init; }

    /// <summary>Of a symbolic link what it points to; of a hard link the path of the entry that holds the content.</summary>
    [JsonPropertyName("target")]
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Target { get; init; }

    /// <summary>Whether the file had holes; zeros are restored as holes then.</summary>
    [JsonPropertyName("sparse")]
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool Sparse { get; init; }

    /// <summary>Extended attributes by name, or <see langword="null"/> when there are none.</summary>
    [JsonPropertyName("xattrs")]
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyDictionary<string, byte[]>? ExtendedAttributes { get; init; }
}

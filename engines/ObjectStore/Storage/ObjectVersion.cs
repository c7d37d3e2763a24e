using System.Text.Json.Serialization;

namespace Lab.Engines.ObjectStore.Storage;

/// <summary>One version of an object, or a mark that it was deleted.</summary>
internal sealed record ObjectVersion
{
    /// <summary>What a version is called where none was asked for.</summary>
    public const string NullVersion = "null";

    /// <summary>Its row; 0 before it is stored.</summary>
    [JsonIgnore]
    public long Id { get; init; }

    [JsonIgnore]
    public string Bucket { get; init; } = "";

    [JsonIgnore]
    public string Key { get; init; } = "";

    [JsonIgnore]
    public bool IsLatest { get; init; }

    public string VersionId { get; init; } = NullVersion;

    public bool IsDeleteMarker { get; init; }

    public DateTimeOffset Modified { get; init; }

    public long Size { get; init; }

    /// <summary>Without quotes.</summary>
    public string ETag { get; init; } = "";

    public string StorageClass { get; init; } = "STANDARD";

    public IReadOnlyList<Segment> Segments { get; init; } = [];

    /// <summary>Whether it came in parts, so that parts can be asked for.</summary>
    public bool IsMultipart { get; init; }

    /// <summary>Headers to give back: content type and the like, and user metadata.</summary>
    public Dictionary<string, string> Headers { get; init; } = [];

    public Dictionary<string, string> Tags { get; init; } = [];

    public string? ChecksumName { get; init; }

    public string? ChecksumValue { get; init; }

    /// <summary><c>FULL_OBJECT</c> or <c>COMPOSITE</c>.</summary>
    public string? ChecksumType { get; init; }

    /// <summary><c>GOVERNANCE</c>, <c>COMPLIANCE</c>, or <see langword="null"/>.</summary>
    public string? LockMode { get; init; }

    public DateTimeOffset? RetainUntil { get; init; }

    public bool LegalHold { get; init; }

    /// <summary>When the copy that a restore asked for is, or was, there; <see langword="null"/> if none was asked for.</summary>
    public DateTimeOffset? RestoreReady { get; init; }

    /// <summary>How many days the copy stays.</summary>
    public int RestoreDays { get; init; }

    /// <summary>When that copy goes.</summary>
    public DateTimeOffset? RestoreExpires { get; init; }

    /// <summary>The tier of the restore that is under way.</summary>
    public string? RestoreTier { get; init; }
}

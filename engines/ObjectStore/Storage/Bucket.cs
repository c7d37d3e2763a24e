namespace Lab.Engines.ObjectStore.Storage;

/// <summary>A bucket with its configuration, as it is kept.</summary>
internal sealed record Bucket
{
    public required string Name { get; init; }

    public DateTimeOffset Created { get; init; }

    /// <summary>Empty (never enabled), <c>Enabled</c> or <c>Suspended</c>.</summary>
    public string Versioning { get; init; } = "";

    /// <summary>Whether versions may be locked; chosen when the bucket is made, or later with versioning.</summary>
    public bool ObjectLock { get; init; }

    /// <summary><c>GOVERNANCE</c>, <c>COMPLIANCE</c>, or empty for no default retention.</summary>
    public string DefaultLockMode { get; init; } = "";

    /// <summary>Days of the default retention.</summary>
    public int DefaultLockDays { get; init; }

    /// <summary>The lifecycle configuration as it was given; empty for none.</summary>
    public string Lifecycle { get; init; } = "";

    public Dictionary<string, string> Tags { get; init; } = [];
}

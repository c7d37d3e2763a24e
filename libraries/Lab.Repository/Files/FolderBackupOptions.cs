namespace Lab.Repository.Files;

/// <summary>How folders are backed up.</summary>
public sealed record FolderBackupOptions
{
    /// <summary>The snapshot whose unchanged files are not read again; null reads everything.</summary>
    public Snapshots.SnapshotManifest? Parent { get; init; }

    /// <summary>Names or paths that are left out: <c>*</c> and <c>?</c> stand for any characters; without a slash it is compared with the last part of a path.</summary>
    public IReadOnlyList<string> Exclude { get; init; } = [];

    /// <summary>Receives one line for each thing that was left out or changed while it was read.</summary>
    public Action<string>? Warn { get; init; }

    /// <summary>Receives one line for what a person should know though nothing is missing from the snapshot.</summary>
    public Action<string>? Notice { get; init; }
}

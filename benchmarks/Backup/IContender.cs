namespace Lab.Benchmarks.Backup;

/// <summary>A program that backs a folder up, with compression and encryption.</summary>
internal interface IContender
{
    /// <summary>Its name and version.</summary>
    string Name { get; }

    /// <summary>Makes an empty repository.</summary>
    Task InitializeAsync(string repository, CancellationToken cancellationToken);

    /// <summary>Backs up.</summary>
    Task<ToolRun> BackUpAsync(string repository, string source, CancellationToken cancellationToken);

    /// <summary>Restores the newest backup into an empty folder.</summary>
    Task<ToolRun> RestoreAsync(string repository, string source, string target, CancellationToken cancellationToken);
}

namespace Lab.Repository.Backends;

/// <summary>Says in one line what an error of the operating system means.</summary>
internal static class StorageErrors
{
    private const int NoSpaceLeftUnix = 28;
    private const int QuotaExceededLinux = 122;
    private const int DiskFullWindows = unchecked((int)0x80070070);

    public static RepositoryException From(Exception error, string what) => error switch
    {
        IOException { HResult: NoSpaceLeftUnix or DiskFullWindows or QuotaExceededLinux } =>
            new RepositoryException(RepositoryError.Full, $"{what}: the disk is full. Free some space; snapshots that were complete still are.", error),
        UnauthorizedAccessException =>
            new RepositoryException(RepositoryError.Storage, $"{what}: user '{Environment.UserName}' has no right to.", error),
        _ => new RepositoryException(RepositoryError.Storage, $"{what}: {error.Message.ReplaceLineEndings(" ").TrimEnd('.')}.", error),
    };
}

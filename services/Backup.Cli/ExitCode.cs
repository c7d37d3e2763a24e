using Lab.Repository;

namespace Lab.Backup.Cli;

/// <summary>What the process returns; README.md documents it.</summary>
internal static class ExitCode
{
    public const int Done = 0;
    public const int Failed = 1;
    public const int Usage = 2;
    public const int WrongPassphrase = 3;
    public const int NotFound = 4;
    public const int Damaged = 5;
    public const int Newer = 6;
    public const int Full = 7;
    public const int Locked = 8;
    public const int Incomplete = 9;
    public const int Exists = 10;
    public const int Archived = 11;
    public const int Cancelled = 130;

    public static int Of(RepositoryError error) => error switch
    {
        RepositoryError.Invalid => Usage,
        RepositoryError.NotFound => NotFound,
        RepositoryError.Exists => Exists,
        RepositoryError.WrongPassphrase => WrongPassphrase,
        RepositoryError.Newer => Newer,
        RepositoryError.Damaged => Damaged,
        RepositoryError.Locked => Locked,
        RepositoryError.Full => Full,
        RepositoryError.Archived => Archived,
        _ => Failed,
    };
}

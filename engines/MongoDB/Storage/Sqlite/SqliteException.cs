namespace Lab.Engines.MongoDB.Storage.Sqlite;

/// <summary>SQLite refused an operation.</summary>
/// <param name="resultCode">SQLite's primary result code.</param>
/// <param name="message">What SQLite said.</param>
internal sealed class SqliteException(int resultCode, string message) : Exception(message)
{
    private const int Error = 1;

    /// <summary>SQLite's primary result code, for example 13: the disk is full.</summary>
    public int ResultCode => resultCode;

    /// <summary>A table that the statement names was dropped.</summary>
    public bool IsMissingTable => resultCode == Error && Message.Contains("no such table", StringComparison.Ordinal);
}

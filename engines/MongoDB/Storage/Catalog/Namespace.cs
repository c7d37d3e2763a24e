using System.Buffers;
using Lab.Engines.MongoDB.Errors;

namespace Lab.Engines.MongoDB.Storage.Catalog;

/// <summary>A collection's full name.</summary>
internal readonly record struct Namespace(string Database, string Collection)
{
    private const int MaxBytes = 255;
    private const int MaxDatabaseBytes = 63;

    private static readonly SearchValues<char> Forbidden = SearchValues.Create("/\\. \"$\0");

    /// <summary>Checks a name as MongoDB does. Source: MongoDB manual, "MongoDB Limits and Thresholds", naming restrictions.</summary>
    /// <exception cref="CommandException">InvalidNamespace.</exception>
    public static Namespace Parse(string database, string collection)
    {
        CheckDatabase(database);
        if (collection.Length == 0 || collection[0] == '.' || collection[^1] == '.' || collection.Contains('\0', StringComparison.Ordinal) || collection.Contains('$', StringComparison.Ordinal))
        {
            throw new CommandException(ErrorCode.InvalidNamespace, $"Invalid collection name: {collection.Replace("\0", "\\0", StringComparison.Ordinal)}");
        }

        return System.Text.Encoding.UTF8.GetByteCount(database) + System.Text.Encoding.UTF8.GetByteCount(collection) < MaxBytes
            ? new Namespace(database, collection)
            : throw new CommandException(ErrorCode.InvalidNamespace, $"Fully qualified namespace is too long: {database}.{collection[..32]}…, at most {MaxBytes} bytes are allowed");
    }

    /// <exception cref="CommandException">InvalidNamespace.</exception>
    public static void CheckDatabase(string database)
    {
        if (database.Length == 0 || database.AsSpan().ContainsAny(Forbidden) || System.Text.Encoding.UTF8.GetByteCount(database) > MaxDatabaseBytes)
        {
            throw new CommandException(ErrorCode.InvalidNamespace, $"Invalid database name: '{database.Replace("\0", "\\0", StringComparison.Ordinal)}'");
        }
    }

    public override string ToString() => $"{Database}.{Collection}";
}

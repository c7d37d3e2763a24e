namespace Lab.Hosting.Clients.Neo4j;

/// <summary>What a statement gave.</summary>
public sealed class Neo4jResult
{
    internal Neo4jResult(
        IReadOnlyList<string> fields,
        IReadOnlyList<IReadOnlyList<Neo4jValue>> rows,
        Neo4jCounters counters,
        IReadOnlyList<Neo4jNotification> notifications,
        IReadOnlyList<string> bookmarks)
    {
        Fields = fields;
        Records = [.. rows.Select(row => new Neo4jRecord(fields, row))];
        Counters = counters;
        Notifications = notifications;
        Bookmarks = bookmarks;
    }

    /// <summary>The names of the fields, in order; none when the statement returns nothing.</summary>
    public IReadOnlyList<string> Fields { get; }

    /// <summary>The rows, in order.</summary>
    public IReadOnlyList<Neo4jRecord> Records { get; }

    /// <summary>How much the statement changed.</summary>
    public Neo4jCounters Counters { get; }

    /// <summary>The server's hints about the statement.</summary>
    public IReadOnlyList<Neo4jNotification> Notifications { get; }

    /// <summary>Marks of the state that a later query can ask to see; empty within a transaction.</summary>
    public IReadOnlyList<string> Bookmarks { get; }
}

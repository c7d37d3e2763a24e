namespace Lab.Hosting.Clients.Neo4j;

/// <summary>A statement with what belongs to it.</summary>
public sealed record Neo4jQuery
{
    /// <summary>A Cypher statement. Values go into <see cref="Parameters"/>, never into its text.</summary>
    public required string Statement { get; init; }

    /// <summary>The values of <c>$name</c> in the statement, by name.</summary>
    public IReadOnlyDictionary<string, Neo4jValue>? Parameters { get; init; }

    /// <summary>What it may do; within a transaction, what that may do counts.</summary>
    public Neo4jAccess Access { get; init; }

    /// <summary>The bookmarks of earlier transactions whose changes it must see; within a transaction, those given at its start count.</summary>
    public IReadOnlyList<string>? Bookmarks { get; init; }
}

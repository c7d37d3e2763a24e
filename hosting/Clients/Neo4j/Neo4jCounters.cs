namespace Lab.Hosting.Clients.Neo4j;

/// <summary>How much a statement changed.</summary>
public sealed record Neo4jCounters
{
    /// <summary>Whether it changed anything in the graph.</summary>
    public bool ContainsUpdates { get; init; }

    /// <summary>Nodes made.</summary>
    public long NodesCreated { get; init; }

    /// <summary>Nodes deleted.</summary>
    public long NodesDeleted { get; init; }

    /// <summary>Relationships made.</summary>
    public long RelationshipsCreated { get; init; }

    /// <summary>Relationships deleted.</summary>
    public long RelationshipsDeleted { get; init; }

    /// <summary>Properties set, those of new nodes and relationships too.</summary>
    public long PropertiesSet { get; init; }

    /// <summary>Labels put on nodes.</summary>
    public long LabelsAdded { get; init; }

    /// <summary>Labels taken from nodes.</summary>
    public long LabelsRemoved { get; init; }

    /// <summary>Indexes made.</summary>
    public long IndexesAdded { get; init; }

    /// <summary>Indexes dropped.</summary>
    public long IndexesRemoved { get; init; }

    /// <summary>Constraints made.</summary>
    public long ConstraintsAdded { get; init; }

    /// <summary>Constraints dropped.</summary>
    public long ConstraintsRemoved { get; init; }

    /// <summary>Whether it changed the system: users, databases and the like.</summary>
    public bool ContainsSystemUpdates { get; init; }

    /// <summary>Changes of the system.</summary>
    public long SystemUpdates { get; init; }
}

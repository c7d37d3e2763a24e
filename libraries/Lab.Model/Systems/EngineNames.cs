namespace Lab.Model.Systems;

/// <summary>The engines that a system can run.</summary>
public static class EngineNames
{
    /// <summary>PostgreSQL.</summary>
    public const string PostgreSql = "postgresql";

    /// <summary>MongoDB.</summary>
    public const string MongoDb = "mongodb";

    /// <summary>DragonflyDB (Redis protocol).</summary>
    public const string Dragonfly = "dragonfly";

    /// <summary>Milvus.</summary>
    public const string Milvus = "milvus";

    /// <summary>ChromaDB.</summary>
    public const string Chroma = "chroma";

    /// <summary>Neo4j.</summary>
    public const string Neo4j = "neo4j";

    /// <summary>An object store that speaks S3.</summary>
    public const string ObjectStore = "objectstore";

    /// <summary>All engines, in the order of the lab's figure.</summary>
    public static IReadOnlyList<string> All { get; } = [PostgreSql, MongoDb, Dragonfly, Milvus, Chroma, Neo4j, ObjectStore];
}

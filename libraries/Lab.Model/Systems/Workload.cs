namespace Lab.Model.Systems;

/// <summary>What a system is mostly asked to do.</summary>
public enum Workload
{
    /// <summary>Complex queries over much data on few connections.</summary>
    Analytics,

    /// <summary>Short transactions and now and then a large query.</summary>
    Mixed,

    /// <summary>Short transactions on many connections.</summary>
    Oltp,

    /// <summary>Documents.</summary>
    Documents,

    /// <summary>A cache: all in memory, loss tolerable.</summary>
    Cache,

    /// <summary>Vectors of models and their neighbours.</summary>
    Vectors,

    /// <summary>Embeddings with their documents.</summary>
    Embeddings,

    /// <summary>Relationships and paths.</summary>
    GraphAnalytics,
}

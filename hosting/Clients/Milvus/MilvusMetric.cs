namespace Lab.Hosting.Clients.Milvus;

/// <summary>How near two vectors are.</summary>
public enum MilvusMetric
{
    /// <summary>The square of the Euclidean distance: less is nearer.</summary>
    L2,

    /// <summary>The inner product: more is nearer.</summary>
    InnerProduct,

    /// <summary>The cosine of the angle between them, -1 to 1: more is nearer.</summary>
    Cosine,
}

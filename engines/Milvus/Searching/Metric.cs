namespace Lab.Engines.Milvus.Searching;

/// <summary>How near two vectors are.</summary>
internal enum Metric
{
    /// <summary>The square of the Euclidean distance: less is nearer.</summary>
    L2,

    /// <summary>The inner product: more is nearer.</summary>
    InnerProduct,

    /// <summary>The cosine of the angle between them: more is nearer.</summary>
    Cosine,
}

namespace Lab.Hosting.Clients.Milvus;

/// <summary>Milvus's names of metrics.</summary>
internal static class MilvusMetrics
{
    public static string Name(MilvusMetric metric) => metric switch
    {
        MilvusMetric.L2 => "L2",
        MilvusMetric.InnerProduct => "IP",
        _ => "COSINE",
    };
}

namespace Lab.Engines.Milvus.Searching;

/// <summary>Milvus's names of metrics.</summary>
internal static class Metrics
{
    /// <exception cref="CallException">The name is none of a metric for vectors of floating-point numbers.</exception>
    public static Metric Parse(string name) => name.ToUpperInvariant() switch
    {
        "L2" => Metric.L2,
        "IP" => Metric.InnerProduct,
        "COSINE" => Metric.Cosine,
        _ => throw CallException.Unexpected("metric type not found or not supported, supported: [L2 IP COSINE]"),
    };

    public static string Name(Metric metric) => metric switch
    {
        Metric.L2 => "L2",
        Metric.InnerProduct => "IP",
        _ => "COSINE",
    };
}

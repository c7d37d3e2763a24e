namespace Lab.Benchmarks;

/// <summary>How much a benchmark measures.</summary>
internal enum BenchmarkSize
{
    /// <summary>A first look: under five minutes.</summary>
    Small,

    /// <summary>As much as a bar asks for.</summary>
    Full,
}

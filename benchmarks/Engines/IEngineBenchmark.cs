namespace Lab.Benchmarks.Engines;

/// <summary>The measures of one engine.</summary>
internal interface IEngineBenchmark
{
    /// <summary>The engine's name, for example <c>mongodb</c>.</summary>
    string Name { get; }

    /// <summary>Measures and writes one line per measure; what is missing for one it says, and leaves that out.</summary>
    Task RunAsync(BenchmarkSize size, MeasureWriter measures, TextWriter progress, CancellationToken cancellationToken);
}

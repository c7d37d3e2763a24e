namespace Lab.Benchmarks;

/// <summary>Something that can be measured by name.</summary>
internal interface IBenchmark
{
    /// <summary>The name on the command line.</summary>
    string Name { get; }

    /// <summary>Measures and writes one line per measure.</summary>
    /// <param name="size">How much is measured.</param>
    /// <param name="measures">Receives the results.</param>
    /// <param name="progress">Receives what a person wants to read meanwhile.</param>
    /// <param name="cancellationToken">Stops the run; whatever it started is stopped too.</param>
    /// <returns>The exit code: 0 when everything was measured.</returns>
    Task<int> RunAsync(BenchmarkSize size, MeasureWriter measures, TextWriter progress, CancellationToken cancellationToken);
}

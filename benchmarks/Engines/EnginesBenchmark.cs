namespace Lab.Benchmarks.Engines;

/// <summary>Each embedded engine beside a real server.</summary>
internal sealed class EnginesBenchmark(TimeProvider time) : IBenchmark
{
    private readonly IEngineBenchmark[] engines = [new MongoDBBenchmark(time), new MilvusBenchmark(time), new Neo4jBenchmark(), new ObjectStoreBenchmark(time)];

    /// <inheritdoc/>
    public string Name => "engines";

    /// <inheritdoc/>
    public async Task<int> RunAsync(BenchmarkSize size, MeasureWriter measures, TextWriter progress, CancellationToken cancellationToken)
    {
        foreach (var engine in engines)
        {
            await progress.WriteLineAsync(engine.Name);
            await engine.RunAsync(size, measures, progress, cancellationToken);
        }

        return 0;
    }
}

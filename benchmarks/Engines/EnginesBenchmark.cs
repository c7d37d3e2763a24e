namespace Lab.Benchmarks.Engines;

/// <summary>Each embedded engine beside a real server.</summary>
/// <param name="name">What asks for it.</param>
/// <param name="engines">The engines, in the order in which they are measured.</param>
internal sealed class EnginesBenchmark(string name, IReadOnlyList<IEngineBenchmark> engines) : IBenchmark
{
    /// <inheritdoc/>
    public string Name => name;

    /// <summary>All engines together, and each alone by its name.</summary>
    public static IEnumerable<IBenchmark> All(TimeProvider time)
    {
        IEngineBenchmark[] engines = [new MongoDBBenchmark(time), new MilvusBenchmark(time), new Neo4jBenchmark(), new ObjectStoreBenchmark(time)];
        return [new EnginesBenchmark("engines", engines), .. engines.Select(engine => new EnginesBenchmark(engine.Name, [engine]))];
    }

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

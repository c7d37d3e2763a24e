using Lab.Model.Systems;

namespace Lab.Model.Profiles;

/// <summary>How many processes work on one query.</summary>
internal static class ParallelSettings
{
    private const string Chapter = $"{PostgreSqlSizing.Manual}, 20.4.6 Asynchronous Behavior";

    public static IEnumerable<RecommendedSetting> For(PostgreSqlSizing sizing)
    {
        yield return new(
            "max_worker_processes", MemorySettings.Text(Math.Max(8, sizing.ParallelWorkers + 4)), null,
            $"{sizing.ParallelWorkers} parallel workers, and places for replication and extensions; 8 is the default.",
            Chapter);
        yield return new(
            "max_parallel_workers", MemorySettings.Text(sizing.ParallelWorkers), null,
            $"One a core: more than {sizing.Cores} would wait for each other.",
            $"{Chapter}; pgtune");
        var gather = sizing.Workload switch
        {
            Workload.Analytics => Math.Max(1, sizing.Cores / 2),
            Workload.Mixed => Math.Min(2, Math.Max(1, sizing.Cores / 2)),
            _ => 0,
        };
        yield return new(
            "max_parallel_workers_per_gather", MemorySettings.Text(gather), null,
            gather == 0
                ? "Short transactions end before a worker has started; the cores are better spent on other connections."
                : $"A query may take up to half of the {sizing.Cores} cores, so that two large ones run beside each other.",
            $"{Chapter}; pgtune");
        yield return new(
            "max_parallel_maintenance_workers", MemorySettings.Text(Math.Clamp(sizing.Cores / 2, 1, 4)), null,
            "Index builds gain by up to 4 workers and leave half of the cores to queries.",
            $"{Chapter}; pgtune");
    }
}

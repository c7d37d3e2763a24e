using System.Globalization;

namespace Lab.Model.Profiles;

/// <summary>Connections and the memory they share and have.</summary>
internal static class MemorySettings
{
    private const string Chapter = $"{PostgreSqlSizing.Manual}, 20.4.1 Memory";

    public static IEnumerable<RecommendedSetting> For(PostgreSqlSizing sizing)
    {
        yield return new(
            "max_connections", Text(sizing.Connections), null,
            $"{Word(sizing)} work: each connection is a process with its own work_mem, and {sizing.Cores} cores serve only a few at once; clients pool.",
            $"{PostgreSqlSizing.Manual}, 20.3.1 Connection Settings");
        yield return new(
            "shared_buffers", Text(sizing.SharedBuffers), "MB",
            $"A quarter of {sizing.Memory}: the manual's starting point; above 40 % the operating system's cache suffers.",
            Chapter);
        yield return new(
            "effective_cache_size", Text(sizing.Memory.Mebibytes * 3 / 4), "MB",
            $"Three quarters of {sizing.Memory}, what shared_buffers and the operating system's cache hold together; the planner's estimate, nothing is reserved.",
            $"{PostgreSqlSizing.Manual}, 20.7.2 Planner Cost Constants; pgtune");
        yield return new(
            "work_mem", Text(sizing.WorkMemory), "kB",
            $"Half of what shared_buffers leaves of {sizing.Memory}, over {sizing.Connections} connections and {sizing.ParallelWorkers} parallel workers with {sizing.OperationsPerQuery} sorts or hashes each; hashes may take twice that (hash_mem_multiplier 2), which fills the other half.",
            $"{Chapter}; pgtune");
        yield return new(
            "maintenance_work_mem", Text(sizing.MaintenanceMemory), "MB",
            "VACUUM and index builds run one at a time and gain by memory, up to 2 GB.",
            $"{Chapter}; pgtune");
        yield return new(
            "autovacuum_work_mem", Text(Math.Max(sizing.MaintenanceMemory / 3, 16)), "MB",
            "Three autovacuum workers share what one maintenance task may have.",
            Chapter);
    }

    internal static string Text(long number) => number.ToString(CultureInfo.InvariantCulture);

    internal static string Word(PostgreSqlSizing sizing) => sizing.Workload switch
    {
        Systems.Workload.Analytics => "Analytical",
        Systems.Workload.Mixed => "Mixed",
        _ => "Transactional",
    };
}

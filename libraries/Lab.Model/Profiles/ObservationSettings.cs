using Lab.Model.Systems;

namespace Lab.Model.Profiles;

/// <summary>What has to be recorded so that the server can be tuned and watched.</summary>
internal static class ObservationSettings
{
    private const string Logging = $"{PostgreSqlSizing.Manual}, 20.8.3 What to Log";

    public static IEnumerable<RecommendedSetting> For(PostgreSqlSizing sizing)
    {
        yield return new(
            "shared_preload_libraries", "pg_stat_statements,auto_explain", null,
            "Statistics of every statement and the plans of slow ones: without them nothing can be tuned.",
            $"{PostgreSqlSizing.Manual}, F.4 auto_explain, F.32 pg_stat_statements");
        yield return new(
            "auto_explain.log_min_duration", sizing.Workload == Workload.Analytics ? "10" : "1", "s",
            "Plans of what is slow for this workload.",
            $"{PostgreSqlSizing.Manual}, F.4 auto_explain");
        yield return new(
            "auto_explain.log_parameter_max_length", "0", null,
            "Values of parameters are data and do not belong in a log.",
            $"{PostgreSqlSizing.Manual}, F.4 auto_explain");
        yield return new(
            "track_io_timing", "on", null,
            "Shows the time spent on reading and writing in EXPLAIN and pg_stat_statements; reading the clock is cheap on current machines.",
            $"{PostgreSqlSizing.Manual}, 20.9.1 Cumulative Query and Index Statistics");
        yield return new("log_lock_waits", "on", null, "Waiting for a lock is the slowness that no plan shows.", Logging);
        yield return new(
            "log_temp_files", MemorySettings.Text(Math.Max(sizing.WorkMemory, 10240)), "kB",
            "Sorts and hashes that did not fit into memory: the evidence for a larger work_mem.",
            Logging);
    }
}

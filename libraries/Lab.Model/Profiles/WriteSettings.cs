using Lab.Model.Systems;

namespace Lab.Model.Profiles;

/// <summary>The write-ahead log and checkpoints.</summary>
internal static class WriteSettings
{
    private const string Chapter = $"{PostgreSqlSizing.Manual}, 30.5 WAL Configuration";

    public static IEnumerable<RecommendedSetting> For(PostgreSqlSizing sizing)
    {
        var most = sizing.Workload switch
        {
            Workload.Analytics => 16384,
            Workload.Mixed => 4096,
            _ => 8192,
        };
        // A tenth of the volume at most: the log is a soft limit and must leave room to grow.
        most = (int)Math.Clamp(sizing.Storage.Mebibytes / 10, 256, most);
        yield return new(
            "wal_compression", "pglz", null,
            "Pages that are logged in full after a checkpoint are stored compressed: less to write and to archive, for little processor time.",
            $"{PostgreSqlSizing.Manual}, 20.5.1 Settings");
        yield return new(
            "checkpoint_timeout", "15", "min",
            "Fewer checkpoints log fewer whole pages; recovery after a crash still takes minutes.",
            Chapter);
        yield return new(
            "max_wal_size", MemorySettings.Text(most), "MB",
            $"Room for the writes of a checkpoint interval, so that time and not volume triggers checkpoints, and at most a tenth of {sizing.Storage}.",
            $"{Chapter}; pgtune");
        yield return new(
            "min_wal_size", MemorySettings.Text(most / 4), "MB",
            "A quarter of max_wal_size is recycled rather than made anew for every burst.",
            $"{Chapter}; pgtune");
    }
}

using Lab.Model.Systems;
using Lab.Model.Values;

namespace Lab.Model.Profiles;

/// <summary>The quantities that several settings come from. The manual's chapter numbers are those of PostgreSQL 16.</summary>
internal sealed class PostgreSqlSizing(SystemResources resources, Workload workload)
{
    public const string Manual = "PostgreSQL 16 manual";

    public Workload Workload => workload;

    public int Cores => resources.Cores;

    public ByteSize Memory => resources.Memory;

    public ByteSize Storage => resources.Storage;

    /// <summary>Connections: a process each, so that more of them than the cores can serve only wait and hold memory.</summary>
    public int Connections => workload switch
    {
        Workload.Analytics => 40,
        Workload.Mixed => 100,
        _ => Math.Clamp(Cores * 25, 100, 400),
    };

    /// <summary>A quarter of the memory.</summary>
    public long SharedBuffers => Math.Max(Memory.Mebibytes / 4, 16);

    /// <summary>Workers that share parallel queries: one a core.</summary>
    public int ParallelWorkers => Cores;

    /// <summary>Sorts and hashes that a typical query of the workload runs at once.</summary>
    public int OperationsPerQuery => workload switch
    {
        Workload.Analytics => 3,
        Workload.Mixed => 2,
        _ => 1,
    };

    /// <summary>Memory for each sort or hash (KiB), so that all connections and workers together fit into half of what shared_buffers leaves.</summary>
    public long WorkMemory
    {
        get
        {
            var kibibytes = Math.Clamp((Memory.Mebibytes - SharedBuffers) * 1024 / 2 / ((Connections + ParallelWorkers) * OperationsPerQuery), 64, 1024 * 1024);
            return kibibytes < 4096 ? kibibytes : kibibytes / 1024 * 1024;
        }
    }

    /// <summary>Memory for VACUUM and index builds (MiB).</summary>
    public long MaintenanceMemory =>
        Math.Clamp(Memory.Mebibytes / (workload == Workload.Analytics ? 16 : 32), 16, 2048);
}

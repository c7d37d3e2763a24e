using Lab.Model.Systems;

namespace Lab.Model.Profiles;

/// <summary>What a PostgreSQL 16 server should be set to, from its cores, memory, storage and workload.</summary>
/// <remarks>Only settings whose recommendation differs from PostgreSQL's default for the workload, or has to hold whatever the default is.</remarks>
public static class PostgreSqlProfile
{
    /// <summary>The settings for a server of its own.</summary>
    /// <param name="resources">What the server has.</param>
    /// <param name="workload"><see cref="Workload.Analytics"/>, <see cref="Workload.Mixed"/> or <see cref="Workload.Oltp"/>.</param>
    /// <returns>The settings, each once, in the order of PostgreSQL's manual.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The workload is none of PostgreSQL's.</exception>
    public static IReadOnlyList<RecommendedSetting> For(SystemResources resources, Workload workload)
    {
        ArgumentNullException.ThrowIfNull(resources);
        if (workload is not (Workload.Analytics or Workload.Mixed or Workload.Oltp))
        {
            throw new ArgumentOutOfRangeException(nameof(workload), workload, "PostgreSQL is tuned for analytics, mixed or OLTP work.");
        }

        var sizing = new PostgreSqlSizing(resources, workload);
        return [.. MemorySettings.For(sizing), .. ParallelSettings.For(sizing), .. WriteSettings.For(sizing), .. PlannerSettings.For(sizing), .. ObservationSettings.For(sizing)];
    }

    /// <summary>The settings for a server that shares a machine with the whole lab.</summary>
    /// <param name="lab">The lab.</param>
    /// <param name="system">One of its PostgreSQL systems.</param>
    /// <param name="machine">The machine; <see langword="null"/> for a server that has what is declared.</param>
    /// <returns>The settings.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The system's workload is none of PostgreSQL's.</exception>
    public static IReadOnlyList<RecommendedSetting> For(LabDeclaration lab, DatabaseSystem system, MachineResources? machine = null)
    {
        ArgumentNullException.ThrowIfNull(lab);
        ArgumentNullException.ThrowIfNull(system);
        return For(machine?.ShareOf(lab, system) ?? system.Resources, system.Workload);
    }
}

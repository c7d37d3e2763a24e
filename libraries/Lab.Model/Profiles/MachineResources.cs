using Lab.Model.Systems;
using Lab.Model.Values;

namespace Lab.Model.Profiles;

/// <summary>A machine that carries the whole lab, as a developer's does.</summary>
/// <param name="Cores">Processor cores, at least 1.</param>
/// <param name="Memory">Memory.</param>
public sealed record MachineResources(int Cores, ByteSize Memory)
{
    // The other half is left to the operating system, the services and whatever else a developer's machine runs.
    private const double ShareOfTheLab = 0.5;

    // Below this a server starts, but nothing about it resembles the declared one.
    private static readonly ByteSize Least = ByteSize.FromMebibytes(256);

    /// <summary>The machine that this program runs on.</summary>
    /// <returns>Its cores and memory, or the limits of the container it runs in.</returns>
    public static MachineResources Current() =>
        new(Environment.ProcessorCount, new ByteSize(GC.GetGCMemoryInfo().TotalAvailableMemoryBytes));

    /// <summary>What a system gets here: its declared share of the machine, never more than is declared.</summary>
    /// <param name="lab">The lab that runs on the machine.</param>
    /// <param name="system">One of its systems.</param>
    /// <returns>The resources, at least one core and 256 MiB.</returns>
    public SystemResources ShareOf(LabDeclaration lab, DatabaseSystem system)
    {
        ArgumentNullException.ThrowIfNull(lab);
        ArgumentNullException.ThrowIfNull(system);
        var declared = lab.Systems.Sum(s => (double)s.Resources.Memory.Bytes);
        var share = Memory.Bytes * ShareOfTheLab * (system.Resources.Memory.Bytes / declared);
        var bytes = Math.Min(Math.Max(share, Least.Bytes), system.Resources.Memory.Bytes);
        return system.Resources with
        {
            Cores = Math.Clamp(Cores, 1, system.Resources.Cores),
            Memory = ByteSize.FromMebibytes((long)bytes >> 20),
        };
    }
}

using Lab.Model.Systems;

namespace Lab.Catalog.Systems;

/// <summary>A system as lab.json declares it.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Engine">The engine's name.</param>
/// <param name="Version">The engine's release line.</param>
/// <param name="Image">The image in the cluster.</param>
/// <param name="Purpose">What it is for.</param>
/// <param name="Placement">Where it runs in the cluster.</param>
/// <param name="Workload">What it is mostly asked to do.</param>
/// <param name="Cores">Its processor cores in the cluster.</param>
/// <param name="MemoryBytes">Its memory there, in bytes.</param>
/// <param name="StorageBytes">Its storage there, in bytes.</param>
/// <param name="BackupClass">Its backup class.</param>
/// <param name="Databases">Its declared databases.</param>
internal sealed record Declaration(
    string Name,
    string Engine,
    string Version,
    string Image,
    string Purpose,
    Placement Placement,
    Workload Workload,
    int Cores,
    long MemoryBytes,
    long StorageBytes,
    string BackupClass,
    IReadOnlyList<Database> Databases)
{
    public static Declaration Of(DatabaseSystem system) => new(
        system.Name,
        system.Engine,
        system.Version,
        system.Image.ToString(),
        system.Purpose,
        system.Placement,
        system.Workload,
        system.Resources.Cores,
        system.Resources.Memory.Bytes,
        system.Resources.Storage.Bytes,
        system.BackupClass,
        system.Databases);
}

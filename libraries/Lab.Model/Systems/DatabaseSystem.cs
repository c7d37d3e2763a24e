namespace Lab.Model.Systems;

/// <summary>One database system as it is declared.</summary>
/// <param name="Name">The system's name, unique in the lab: lower-case letters, digits and hyphens.</param>
/// <param name="Engine">One of <see cref="EngineNames"/>.</param>
/// <param name="Version">The engine's release line, for example <c>16</c>; the image's tag begins with it.</param>
/// <param name="Image">The official image.</param>
/// <param name="GpuImage">The image for machines with a GPU, where there is one.</param>
/// <param name="Purpose">What the system is for.</param>
/// <param name="Placement">Where it runs in the cluster.</param>
/// <param name="Resources">What it gets there.</param>
/// <param name="Workload">What it is mostly asked to do.</param>
/// <param name="BackupClass">The name of its backup class.</param>
/// <param name="Databases">Its declared databases; empty where they come and go with their users.</param>
public sealed record DatabaseSystem(
    string Name,
    string Engine,
    string Version,
    ContainerImage Image,
    ContainerImage? GpuImage,
    string Purpose,
    Placement Placement,
    SystemResources Resources,
    Workload Workload,
    string BackupClass,
    IReadOnlyList<Database> Databases)
{
    /// <summary>Finds a declared database.</summary>
    /// <param name="name">Its name.</param>
    /// <returns>The database.</returns>
    /// <exception cref="UndeclaredException">The system has none of that name; the message names those it has.</exception>
    public Database GetDatabase(string name) =>
        Databases.FirstOrDefault(d => d.Name == name)
        ?? throw new UndeclaredException(
            $"lab.json declares no database '{name}' of {Name}; declared: {(Databases.Count > 0 ? string.Join(", ", Databases.Select(d => d.Name)) : "none")}.");
}

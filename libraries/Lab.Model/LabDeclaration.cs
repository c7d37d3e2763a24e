using Lab.Model.Backup;
using Lab.Model.Compliance;
using Lab.Model.Roles;
using Lab.Model.Systems;

namespace Lab.Model;

/// <summary>The lab as it is declared in lab.json: what should be, never what was measured.</summary>
/// <param name="Name">The lab's name.</param>
/// <param name="TimeZone">The time zone in which schedules count.</param>
/// <param name="Systems">The database systems.</param>
/// <param name="Backup">The backup policy.</param>
/// <param name="Roles">The roles.</param>
/// <param name="Activities">The responsibility matrix.</param>
/// <param name="Compliance">The controls and policies.</param>
public sealed record LabDeclaration(
    string Name,
    TimeZoneInfo TimeZone,
    IReadOnlyList<DatabaseSystem> Systems,
    BackupPolicy Backup,
    IReadOnlyList<Role> Roles,
    IReadOnlyList<Activity> Activities,
    ComplianceScope Compliance)
{
    /// <summary>Finds a system.</summary>
    /// <param name="name">Its name.</param>
    /// <returns>The system.</returns>
    /// <exception cref="UndeclaredException">There is none of that name; the message names those there are.</exception>
    public DatabaseSystem GetSystem(string name) =>
        Systems.FirstOrDefault(s => s.Name == name)
        ?? throw new UndeclaredException($"lab.json declares no system '{name}'; declared: {string.Join(", ", Systems.Select(s => s.Name))}.");

    /// <summary>The backup class of a system.</summary>
    /// <param name="system">A system of this lab.</param>
    /// <returns>Its class.</returns>
    public BackupClass BackupClassOf(DatabaseSystem system)
    {
        ArgumentNullException.ThrowIfNull(system);
        return Backup.Classes.First(c => c.Name == system.BackupClass);
    }

    /// <summary>Finds an activity of the responsibility matrix.</summary>
    /// <param name="id">Its name.</param>
    /// <returns>The activity.</returns>
    /// <exception cref="UndeclaredException">There is none of that name; the message names those there are.</exception>
    public Activity GetActivity(string id) =>
        Activities.FirstOrDefault(a => a.Id == id)
        ?? throw new UndeclaredException($"lab.json declares no activity '{id}'; declared: {string.Join(", ", Activities.Select(a => a.Id))}.");
}

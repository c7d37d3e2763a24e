using Lab.Model;
using Lab.Model.Backup;

namespace Lab.Backup.Policies;

/// <summary>The policies that lab.json declares, with the times at which they act next.</summary>
internal sealed class PolicyBook(LabDeclaration lab, TimeProvider time)
{
    /// <summary>All systems' policies, then the archives', in the order of lab.json.</summary>
    public IReadOnlyList<Policy> All() =>
    [
        .. lab.Systems.Select(s => Of(s.Name, SourceKind.System, s.BackupClass)),
        .. lab.Backup.Archives.Select(a => Of(a.Name, SourceKind.Archive, a.BackupClass)),
    ];

    /// <summary>One policy; null where lab.json declares no system or archive of that name.</summary>
    public Policy? Find(string source) => All().FirstOrDefault(p => p.Source == source);

    private Policy Of(string source, SourceKind kind, string className)
    {
        var declared = lab.Backup.Classes.First(c => c.Name == className);
        return new Policy(
            source,
            kind,
            declared.Name,
            declared.Title,
            Schedule(declared),
            new PolicyRetention(declared.OnSiteKeep.ToString(), declared.OffSite.Keep.ToString(), declared.OffSite.Copies, declared.OffSite.StorageClass),
            new PolicyObjectives(declared.Objectives.RecoveryTime.TotalSeconds, declared.Objectives.RecoveryTimeFrom, declared.Objectives.RecoveryPoint.TotalSeconds));
    }

    private PolicySchedule Schedule(BackupClass declared)
    {
        var now = time.GetUtcNow();
        var day = lab.Backup.Schedule;
        return new PolicySchedule(
            declared.Full,
            declared.Continuous,
            declared.ConsistencyCheck,
            day.Backup,
            day.Verification,
            day.Prune,
            lab.TimeZone.Id,
            RunCalendar.Next(declared.Full, day.Backup, lab.TimeZone, now),
            RunCalendar.Next(BackupFrequency.Daily, day.Verification, lab.TimeZone, now),
            RunCalendar.Next(BackupFrequency.Daily, day.Prune, lab.TimeZone, now));
    }
}

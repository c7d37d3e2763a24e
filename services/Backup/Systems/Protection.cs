using System.Globalization;
using Lab.Backup.Policies;

namespace Lab.Backup.Systems;

/// <summary>Lays the backups that there are beside what the policies promise.</summary>
internal sealed class Protection(PolicyBook policies, BackupStore backups, TimeProvider time)
{
    /// <summary>All systems and archives.</summary>
    public async Task<IReadOnlyList<ProtectedSystem>> ListAsync(CancellationToken cancellationToken)
    {
        var newest = await backups.NewestAsync(cancellationToken);
        return [.. policies.All().Select(policy => Judge(policy, newest.GetValueOrDefault(policy.Source)))];
    }

    /// <summary>One system or archive; null where lab.json declares none of that name.</summary>
    public async Task<ProtectedSystem?> FindAsync(string name, CancellationToken cancellationToken) =>
        policies.Find(name) is { } policy
            ? Judge(policy, (await backups.NewestAsync(cancellationToken)).GetValueOrDefault(name))
            : null;

    /// <summary>Judges one source.</summary>
    public ProtectedSystem Judge(Policy policy, StoredBackup? newest)
    {
        var objective = TimeSpan.FromSeconds(policy.Objectives.RpoSeconds);
        if (newest is null)
        {
            return new ProtectedSystem(policy.Source, policy, null, new RecoveryPoint(
                objective.TotalSeconds, null, false, $"There is no backup yet; the next is due at {policy.Schedule.NextRun.ToString("yyyy-MM-dd HH:mm zzz", CultureInfo.InvariantCulture)}."));
        }

        var age = time.GetUtcNow().UtcDateTime - newest.RecoveryPoint;
        var met = age <= objective;
        return new ProtectedSystem(policy.Source, policy, newest, new RecoveryPoint(
            objective.TotalSeconds,
            Math.Max(0, age.TotalSeconds),
            met,
            $"The newest recovery point is {Words(age)} old, {(met ? "within" : "more than")} the objective of {Words(objective)}."));
    }

    private static string Words(TimeSpan span) => span switch
    {
        { TotalMinutes: < 2 } => string.Create(CultureInfo.InvariantCulture, $"{Math.Max(0, span.TotalSeconds):0} seconds"),
        { TotalHours: < 2 } => string.Create(CultureInfo.InvariantCulture, $"{span.TotalMinutes:0} minutes"),
        { TotalDays: < 3 } => string.Create(CultureInfo.InvariantCulture, $"{span.TotalHours:0.#} hours"),
        _ => string.Create(CultureInfo.InvariantCulture, $"{span.TotalDays:0.#} days"),
    };
}

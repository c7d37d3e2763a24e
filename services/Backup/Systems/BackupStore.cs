using Dapper;
using Lab.ServiceDefaults.Databases;

namespace Lab.Backup.Systems;

/// <summary>The backups that there are.</summary>
internal sealed class BackupStore(ServiceDatabase database)
{
    /// <summary>Of each source the backup with the latest recovery point.</summary>
    public async Task<IReadOnlyDictionary<string, StoredBackup>> NewestAsync(CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenAsync(cancellationToken);
        var rows = await connection.QueryAsync<string, StoredBackup, (string Source, StoredBackup Backup)>(
            new CommandDefinition(
                """
                select distinct on (source)
                       source, id as "Id", kind as "Kind", started_at as "StartedAt", finished_at as "FinishedAt",
                       recovery_point as "RecoveryPoint", size_bytes as "SizeBytes"
                from backup
                where state = 'succeeded'
                order by source, recovery_point desc
                """,
                cancellationToken: cancellationToken),
            (source, backup) => (source, backup),
            splitOn: "Id");
        return rows.ToDictionary(row => row.Source, row => row.Backup);
    }
}

using Dapper;
using Lab.ServiceDefaults.Databases;

namespace Lab.Tuning.Settings;

/// <summary>Keeps the values that settings had, so that drift shows.</summary>
internal sealed class SnapshotStore(ServiceDatabase database)
{
    /// <summary>Compares with what was seen last and keeps what differs. Looks of several replicas count one after another.</summary>
    /// <returns>How many settings changed since the look before.</returns>
    public async Task<int> KeepAsync(string server, DateTimeOffset takenAt, IReadOnlyList<LiveSetting> settings, CancellationToken cancellationToken)
    {
        var durable = settings.Where(s => s.Durable).ToList();
        await using var connection = await database.OpenAsync(cancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        await connection.ExecuteAsync(new CommandDefinition(
            "select pg_advisory_xact_lock(hashtextextended('settings ' || @server, 0))", new { server }, transaction, cancellationToken: cancellationToken));

        var last = await connection.QuerySingleOrDefaultAsync<DateTime?>(new CommandDefinition(
            "select last_taken from settings_snapshot where server = @server", new { server }, transaction, cancellationToken: cancellationToken));
        if (last >= takenAt.UtcDateTime)
        {
            return 0;
        }

        await connection.ExecuteAsync(new CommandDefinition(
            """
            insert into settings_snapshot (server, first_taken, last_taken) values (@server, @takenAt, @takenAt)
            on conflict (server) do update set last_taken = excluded.last_taken
            """,
            new { server, takenAt = takenAt.UtcDateTime }, transaction, cancellationToken: cancellationToken));
        var changed = await connection.ExecuteAsync(new CommandDefinition(
            """
            with seen as (
              select * from unnest(@Names, @Values, @Units, @Sources) as s (name, value, unit, source)
            ), known as (
              select distinct on (name) name, value from setting_value where server = @server order by name, seen_at desc
            )
            insert into setting_value (server, name, seen_at, not_before, value, unit, source)
            select @server, coalesce(seen.name, known.name), @takenAt, @last, seen.value, seen.unit, seen.source
            from seen full join known on known.name = seen.name
            where seen.value is distinct from known.value
            """,
            new
            {
                server,
                takenAt = takenAt.UtcDateTime,
                last,
                Names = durable.Select(s => s.Name).ToArray(),
                Values = durable.Select(s => s.Value).ToArray(),
                Units = durable.Select(s => s.Unit).ToArray(),
                Sources = durable.Select(s => s.Source).ToArray(),
            },
            transaction, cancellationToken: cancellationToken));
        await transaction.CommitAsync(cancellationToken);
        return last is null ? 0 : changed;
    }

    /// <summary>The changes since a time, the newest first.</summary>
    public async Task<IReadOnlyList<SettingChange>> ChangesAsync(string server, DateTimeOffset since, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenAsync(cancellationToken);
        return (await connection.QueryAsync<SettingChange>(new CommandDefinition(
            """
            select name as "Name", before as "From", value as "To", coalesce(unit, unit_before) as "Unit", source as "Source",
                   not_before as "After", seen_at as "SeenAt"
            from (
              select *, lag(value) over w as before, lag(unit) over w as unit_before
              from setting_value where server = @server
              window w as (partition by name order by seen_at)
            ) as change
            where not_before is not null and seen_at >= @since
            order by seen_at desc, name
            """,
            new { server, since = since.UtcDateTime },
            cancellationToken: cancellationToken))).AsList();
    }

    /// <summary>When each server's settings were last kept.</summary>
    public async Task<IReadOnlyDictionary<string, DateTimeOffset>> LastTakenAsync(CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenAsync(cancellationToken);
        var rows = await connection.QueryAsync<(string Server, DateTime LastTaken)>(new CommandDefinition(
            "select server, last_taken from settings_snapshot", cancellationToken: cancellationToken));
        return rows.ToDictionary(r => r.Server, r => new DateTimeOffset(r.LastTaken, TimeSpan.Zero));
    }
}

using Dapper;
using Lab.Model;
using Lab.Model.Profiles;
using Lab.Model.Systems;
using Lab.ServiceDefaults.Databases;
using Lab.ServiceDefaults.Engines;
using Npgsql;

namespace Lab.Tuning.Settings.Engines;

/// <summary>Reads pg_settings; recommends by the PostgreSQL profile.</summary>
internal sealed class PostgresSettings(IServiceProvider services, LabDeclaration lab, TuningOptions options) : ISettingsSource, IEngineRegistration
{
    /// <summary>Settings that may hold a password or a key; the service's own role may be allowed to see them, its callers are not.</summary>
    private static readonly string[] Secret =
        ["primary_conninfo", "ssl_passphrase_command", "archive_command", "restore_command", "archive_cleanup_command", "recovery_end_command"];

    public static string Engine => EngineNames.PostgreSql;

    public static void AddClient(IHostApplicationBuilder builder, DatabaseSystem system) => builder.AddSystemDataSource(system.Name);

    public async Task<IReadOnlyList<LiveSetting>> ReadAsync(DatabaseSystem system, CancellationToken cancellationToken)
    {
        var server = services.GetRequiredKeyedService<NpgsqlDataSource>(system.Name);
        await using var connection = await server.OpenConnectionAsync(cancellationToken);
        return (await connection.QueryAsync<LiveSetting>(new CommandDefinition(
            """
            select name as "Name", coalesce(setting, '') as "Value", unit as "Unit", source as "Source",
                   pending_restart as "PendingRestart", source not in ('client', 'session', 'interactive') as "Durable"
            from pg_settings
            where name <> all(@Secret)
            order by name
            """,
            new { Secret },
            cancellationToken: cancellationToken))).AsList();
    }

    public Recommendation Recommend(DatabaseSystem system)
    {
        var resources = options.Machine?.ShareOf(lab, system) ?? system.Resources;
        return new Recommendation(
            new Sizing(options.Machine is null ? SizingBasis.Declared : SizingBasis.Machine, resources.Cores, resources.Memory.Bytes),
            PostgreSqlProfile.For(lab, system, options.Machine));
    }
}

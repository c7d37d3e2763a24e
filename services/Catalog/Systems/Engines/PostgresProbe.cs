using Dapper;
using Lab.Model.Systems;
using Lab.ServiceDefaults.Databases;
using Lab.ServiceDefaults.Engines;
using Npgsql;

namespace Lab.Catalog.Systems.Engines;

internal sealed class PostgresProbe(IServiceProvider services) : IEngineProbe, IEngineRegistration
{
    public static string Engine => EngineNames.PostgreSql;

    public static void AddClient(IHostApplicationBuilder builder, DatabaseSystem system) => builder.AddSystemDataSource(system.Name);

    public async Task<Facts> ObserveAsync(DatabaseSystem system, CancellationToken cancellationToken)
    {
        var server = services.GetRequiredKeyedService<NpgsqlDataSource>(system.Name);
        await using var connection = await server.OpenConnectionAsync(cancellationToken);
        var (version, started) = await connection.QuerySingleAsync<(string, DateTime)>(new CommandDefinition(
            "select current_setting('server_version'), pg_postmaster_start_time()", cancellationToken: cancellationToken));
        var databases = (await connection.QueryAsync<LiveDatabase>(new CommandDefinition(
            """
            select datname::text as "Name", pg_database_size(oid) as "SizeBytes"
            from pg_database
            where not datistemplate and datallowconn and has_database_privilege(oid, 'connect')
            order by datname
            """,
            cancellationToken: cancellationToken))).AsList();

        return new Facts(version, new DateTimeOffset(started, TimeSpan.Zero), databases.Sum(d => d.SizeBytes), databases);
    }
}

using Lab.Engines.Testing;
using Npgsql;

namespace Lab.Engines.Postgres.Tests;

/// <summary>Starts the engine and connects to it.</summary>
internal static class PostgresServer
{
    public static EngineStart In(EngineHome home, string name = "proj-pg01") =>
        new(typeof(PostgresEngine).Assembly.Location, home.Path, name);

    /// <summary>Starts the engine and waits until it takes connections.</summary>
    public static async Task<EngineProcess> StartAsync(EngineStart start)
    {
        var engine = EngineProcess.Run(start);
        await engine.WaitForLineAsync("ready to accept connections", TestContext.Current.CancellationToken);
        return engine;
    }

    /// <summary>A connection string as the lab's clients have it: TLS, the server's certificate checked against the lab's authority.</summary>
    public static NpgsqlConnectionStringBuilder ConnectionString(EngineStart start) => new()
    {
        Host = "localhost",
        Port = start.Port,
        Username = start.User,
        Password = start.Password,
        Database = "postgres",
        SslMode = SslMode.VerifyFull,
        RootCertificate = Path.Combine(start.Home, "pki", "ca.crt"),
        Pooling = false,
        Timeout = 5,
    };

    public static async Task<NpgsqlConnection> ConnectAsync(EngineStart start)
    {
        var connection = new NpgsqlConnection(ConnectionString(start).ConnectionString);
        await connection.OpenAsync(TestContext.Current.CancellationToken);
        return connection;
    }

    public static async Task<T> QueryAsync<T>(EngineStart start, string sql)
    {
        await using var connection = await ConnectAsync(start);
        return await connection.QueryAsync<T>(sql);
    }

    public static async Task<T> QueryAsync<T>(this NpgsqlConnection connection, string sql)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        return (T)(await command.ExecuteScalarAsync(TestContext.Current.CancellationToken))!;
    }

    public static async Task ExecuteAsync(EngineStart start, string sql)
    {
        await using var connection = await ConnectAsync(start);
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync(TestContext.Current.CancellationToken);
    }
}

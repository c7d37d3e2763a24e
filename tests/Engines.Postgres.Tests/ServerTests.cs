using System.Diagnostics;
using Lab.Engines.Testing;
using Npgsql;

namespace Lab.Engines.Postgres.Tests;

/// <summary>What a server of the lab is like.</summary>
public sealed class ServerTests(RunningServer server)
{
    private EngineStart Start => server.Engine.Start;

    [Theory]
    [InlineData("SHOW server_version_num", "160014")]
    [InlineData("SHOW data_checksums", "on")]
    [InlineData("SHOW server_encoding", "UTF8")]
    [InlineData("SHOW listen_addresses", "127.0.0.1")]
    [InlineData("SHOW unix_socket_directories", "")]
    [InlineData("SHOW cluster_name", "proj-pg01")]
    [InlineData("SHOW shared_preload_libraries", "pg_stat_statements,auto_explain")]
    [InlineData("SHOW auto_explain.log_min_duration", "1s")]
    [InlineData("SHOW auto_explain.log_parameter_max_length", "0")]
    [InlineData("SHOW work_mem", "7MB")]
    [InlineData("SELECT reset_val FROM pg_settings WHERE name = 'application_name'", "it's a \\ test")]
    [InlineData("SELECT rolpassword LIKE 'SCRAM-SHA-256$%' FROM pg_authid WHERE rolname = current_user", true)]
    [InlineData("SELECT count(*) >= 0 FROM pg_stat_statements", true)]
    [InlineData("SELECT ssl FROM pg_stat_ssl WHERE pid = pg_backend_pid()", true)]
    public async Task It_answers(string sql, object expected) =>
        (await PostgresServer.QueryAsync<object>(Start, sql)).ShouldBe(expected);

    [Theory]
    [InlineData("localhost")]
    [InlineData("127.0.0.1")]
    public async Task Its_certificate_names(string host)
    {
        var connectionString = PostgresServer.ConnectionString(Start);
        connectionString.Host = host;

        await using var connection = new NpgsqlConnection(connectionString.ConnectionString);
        await connection.OpenAsync(TestContext.Current.CancellationToken);

        (await connection.QueryAsync<string>("SELECT version FROM pg_stat_ssl WHERE pid = pg_backend_pid()")).ShouldStartWith("TLSv1.");
    }

    [Fact]
    public async Task It_refuses_a_wrong_password()
    {
        var error = await Should.ThrowAsync<PostgresException>(PostgresServer.ConnectAsync(Start with { Password = "wrong" }));

        error.SqlState.ShouldBe(PostgresErrorCodes.InvalidPassword);
    }

    [Fact]
    public async Task It_refuses_a_connection_without_TLS()
    {
        var connectionString = PostgresServer.ConnectionString(Start);
        connectionString.SslMode = SslMode.Disable;
        connectionString.RootCertificate = null;
        await using var connection = new NpgsqlConnection(connectionString.ConnectionString);

        var error = await Should.ThrowAsync<PostgresException>(connection.OpenAsync(TestContext.Current.CancellationToken));

        error.SqlState.ShouldBe(PostgresErrorCodes.InvalidAuthorizationSpecification);
    }

    [Fact]
    public async Task Nobody_takes_its_certificate_without_the_labs_authority()
    {
        var connectionString = PostgresServer.ConnectionString(Start);
        connectionString.RootCertificate = null;
        await using var connection = new NpgsqlConnection(connectionString.ConnectionString);

        await Should.ThrowAsync<NpgsqlException>(connection.OpenAsync(TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task A_slow_statement_is_explained_in_the_log_without_values()
    {
        await using var connection = await PostgresServer.ConnectAsync(Start);
        await using var command = new NpgsqlCommand("SELECT pg_sleep(1.1), $1::text AS slow_statement", connection)
        {
            Parameters = { new() { Value = "value-of-a-parameter" } },
        };
        await command.ExecuteNonQueryAsync(TestContext.Current.CancellationToken);

        await server.Engine.WaitForLineAsync("slow_statement", TestContext.Current.CancellationToken);

        server.Engine.Output.ShouldNotContain("value-of-a-parameter");
    }

    [Fact]
    public void The_password_is_in_no_argument_environment_file_or_line()
    {
        Assert.SkipUnless(Directory.Exists("/proc/self"), "needs /proc");
        var tree = Descendants(server.Engine.Id).Prepend(server.Engine.Id).ToList();
        tree.Count.ShouldBeGreaterThan(2);

        foreach (var process in tree)
        {
            File.ReadAllText($"/proc/{process}/cmdline").ShouldNotContain(Start.Password);
            File.ReadAllText($"/proc/{process}/environ").ShouldNotContain(Start.Password);
        }

        foreach (var file in Directory.EnumerateFiles(server.Home.Path, "*.conf", SearchOption.AllDirectories))
        {
            File.ReadAllText(file).ShouldNotContain(Start.Password);
        }

        server.Engine.Output.ShouldNotContain(Start.Password);
    }

    [Fact]
    public void It_does_not_run_as_root()
    {
        Assert.SkipUnless(Directory.Exists("/proc/self") && Environment.IsPrivilegedProcess, "needs root and /proc");

        var status = File.ReadAllLines($"/proc/{server.Engine.Id}/status");

        status.Single(line => line.StartsWith("Uid:", StringComparison.Ordinal)).Split('\t')[1..].ShouldAllBe(id => id != "0");
        status.Single(line => line.StartsWith("Gid:", StringComparison.Ordinal)).Split('\t')[1..].ShouldAllBe(id => id != "0");
        status.Single(line => line.StartsWith("Groups:", StringComparison.Ordinal)).Split([' ', '\t'])[1..].ShouldNotContain("0");
        status.Single(line => line.StartsWith("SigIgn:", StringComparison.Ordinal)).ShouldEndWith("0000000000000000");
    }

    private static IEnumerable<int> Descendants(int process) =>
        Process.GetProcesses().Select(p => p.Id).Where(id => ParentOf(id) == process).SelectMany(id => Descendants(id).Prepend(id));

    private static int ParentOf(int process)
    {
        try
        {
            return int.Parse(File.ReadAllText($"/proc/{process}/stat").Split(") ")[^1].Split(' ')[1], System.Globalization.CultureInfo.InvariantCulture);
        }
        catch (IOException)
        {
            return 0;
        }
    }
}

using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Testing;
using Npgsql;

namespace Lab.Integration;

/// <summary>The state folder is the lab's memory, and all of it.</summary>
public sealed class StateTests : IDisposable
{
    private readonly string home = Path.Combine(Path.GetTempPath(), $"lab-state-{Guid.NewGuid():n}");

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public void Dispose()
    {
        if (Directory.Exists(home))
        {
            Directory.Delete(home, recursive: true);
        }
    }

    [Fact]
    public async Task Data_survives_a_second_start_and_is_gone_with_the_state_folder()
    {
        (await RunServerAsync("CREATE TABLE memory AS SELECT 1 AS x; SELECT count(*) FROM memory")).ShouldBe("1");
        (await RunServerAsync("SELECT count(*) FROM memory")).ShouldBe("1");

        Directory.Delete(home, recursive: true);

        (await RunServerAsync("SELECT count(*) FROM pg_class WHERE relname = 'memory'")).ShouldBe("0");
    }

    /// <summary>Starts proj-pg01 alone, with a password that is generated and kept, and asks it something.</summary>
    private async Task<string> RunServerAsync(string sql)
    {
        var builder = await DistributedApplicationTestingBuilder.CreateAsync<Projects.AppHost>([$"--Lab:Home={home}", "--Lab:Engines=embedded"], Cancellation);
        foreach (var other in builder.Resources.Where(r => r is not ParameterResource && r.Name is not ("proj-pg01" or "proj-pg01-engine" or "desi")).ToArray())
        {
            builder.Resources.Remove(other);
        }

        await using var application = await builder.BuildAsync(Cancellation);
        await application.StartAsync(Cancellation);
        await application.ResourceNotifications.WaitForResourceHealthyAsync("desi", Cancellation);
        await using var connection = new NpgsqlConnection(await application.GetConnectionStringAsync("desi", Cancellation));
        await connection.OpenAsync(Cancellation);
        var answer = await RunningLab.ScalarAsync(connection, sql);
        await connection.CloseAsync();
        await application.StopAsync(Cancellation);
        return answer;
    }
}

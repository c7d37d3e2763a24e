using System.Net;
using Lab.ServiceDefaults.Databases;
using Lab.Testing;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Npgsql;

namespace Lab.ServiceDefaults.Tests.Databases;

public sealed class ServiceDatabaseTests(PostgresServer server)
{
    [Fact]
    public async Task A_service_is_ready_when_its_schema_is()
    {
        await using var service = await StartAsync(server.ConnectionString(PostgresServer.NewDatabase()));

        await service.Services.GetRequiredService<ServiceDatabase>().WaitUntilReadyAsync(TestContext.Current.CancellationToken);

        (await service.Client().GetAsync("/health", TestContext.Current.CancellationToken)).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await service.Client(LabKey.Token("reader")).GetStringAsync("/stars", TestContext.Current.CancellationToken)).ShouldBe("1");
    }

    [Fact]
    public async Task A_server_that_is_not_there_yet_leaves_the_service_alive_but_not_ready()
    {
        using var port = new System.Net.Sockets.Socket(System.Net.Sockets.AddressFamily.InterNetwork, System.Net.Sockets.SocketType.Stream, System.Net.Sockets.ProtocolType.Tcp);
        port.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        await using var service = await StartAsync($"Host=127.0.0.1;Port={((IPEndPoint)port.LocalEndPoint!).Port};Username=postgres;Password=x;Database=stars");

        (await service.Client().GetAsync("/alive", TestContext.Current.CancellationToken)).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await service.Client().GetAsync("/health", TestContext.Current.CancellationToken)).StatusCode.ShouldBe(HttpStatusCode.ServiceUnavailable);
        (await service.Client(LabKey.Token("reader")).GetAsync("/stars", TestContext.Current.CancellationToken)).StatusCode.ShouldBe(HttpStatusCode.ServiceUnavailable);
    }

    [Fact]
    public async Task A_refused_password_ends_the_service_at_once()
    {
        var wrong = new NpgsqlConnectionStringBuilder(server.ConnectionString()) { Password = "wrong" };
        await using var service = await StartAsync(wrong.ConnectionString);
        var stopped = new TaskCompletionSource();
        service.Services.GetRequiredService<IHostApplicationLifetime>().ApplicationStopping.Register(stopped.SetResult);

        await stopped.Task.WaitAsync(TimeSpan.FromSeconds(60), TestContext.Current.CancellationToken);

        Environment.ExitCode.ShouldBe(1);
        Environment.ExitCode = 0;
    }

    [Theory]
    [InlineData(null, "ConnectionStrings__stars is missing")]
    [InlineData("Hoast=nowhere", "ConnectionStrings__stars is no connection string")]
    public void A_missing_or_malformed_connection_string_is_named(string? connectionString, string message)
    {
        var builder = TestService.Builder(connectionString is null ? [TestService.Key] : [TestService.Key, ("ConnectionStrings:stars", connectionString)]);
        builder.AddServiceDefaults();

        Should.Throw<ServiceConfigurationException>(() => builder.AddServiceDatabase("stars", typeof(ServiceDatabaseTests).Assembly)).Message.ShouldStartWith(message);
    }

    private Task<TestService> StartAsync(string connectionString) => TestService.StartAsync(
        [TestService.Key, ("ConnectionStrings:stars", connectionString), ("Lab:CertificateAuthorities:stars", server.CertificateAuthority)],
        app => app.MapGet("/stars", async (ServiceDatabase database, CancellationToken cancellationToken) =>
        {
            await using var connection = await database.OpenAsync(cancellationToken);
            await using var count = new NpgsqlCommand("select count(*) from star", connection);
            return $"{await count.ExecuteScalarAsync(cancellationToken)}";
        }),
        builder => builder.AddServiceDatabase("stars", typeof(ServiceDatabaseTests).Assembly));
}

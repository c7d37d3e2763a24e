using Lab.Engines.Testing;
using Lab.Hosting.Clients.Milvus;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Lab.Engines.Milvus.Tests.Targets;

/// <summary>Starts the engine and connects to it.</summary>
internal static class MilvusServer
{
    public static EngineStart In(EngineHome home) =>
        new(typeof(MilvusEngine).Assembly.Location, home.Path, "milvus") { User = "root", Password = "p@ss w:ord%1" };

    public static async Task<EngineProcess> StartAsync(EngineStart start)
    {
        var engine = EngineProcess.Run(start);
        await engine.WaitForLineAsync("ready to accept connections", TestContext.Current.CancellationToken);
        return engine;
    }

    public static string ConnectionString(EngineStart start) => $"Endpoint=https://localhost:{start.Port};Key={start.User}:{start.Password}";

    public static string Authority(EngineStart start) => Path.Combine(start.Home, "pki", "ca.crt");

    /// <summary>A client as a service has it, its host left to the test's end.</summary>
    public static MilvusClient Connect(string connectionString, string? authority, int retries = 0)
    {
        var builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings());
        builder.Configuration.AddInMemoryCollection([KeyValuePair.Create("ConnectionStrings:milvus", (string?)connectionString)]);
        builder.AddMilvusClient("milvus", settings =>
        {
            settings.CertificateAuthority = authority;
            settings.MaxRetries = retries;
        });
        return builder.Build().Services.GetRequiredService<MilvusClient>();
    }

    public static MilvusClient Connect(EngineStart start) => Connect(ConnectionString(start), Authority(start));
}

using Lab.Engines.Testing;
using StackExchange.Redis;

namespace Lab.Engines.Dragonfly.Tests;

/// <summary>Starts the engine and connects to it.</summary>
internal static class DragonflyServer
{
    public static EngineStart In(EngineHome home) =>
        new(typeof(DragonflyEngine).Assembly.Location, home.Path, "dragonfly") { User = "default", Password = "p'a\\ss \"word$1" };

    public static async Task<EngineProcess> StartAsync(EngineStart start)
    {
        var engine = EngineProcess.Run(start);
        await engine.WaitForLineAsync("ready to accept connections", TestContext.Current.CancellationToken);
        return engine;
    }

    /// <summary>The lab's clients' options: TLS, the server's certificate checked against the lab's authority.</summary>
    public static ConfigurationOptions Options(EngineStart start)
    {
        var options = new ConfigurationOptions
        {
            EndPoints = { { "localhost", start.Port } },
            Password = start.Password,
            Ssl = true,
            SslHost = "localhost",
            AllowAdmin = true,
            ConnectTimeout = 10_000,
            SyncTimeout = 20_000,
            AbortOnConnectFail = true,
        };
        options.TrustIssuer(Path.Combine(start.Home, "pki", "ca.crt"));
        return options;
    }

    public static Task<ConnectionMultiplexer> ConnectAsync(EngineStart start) => ConnectionMultiplexer.ConnectAsync(Options(start));
}

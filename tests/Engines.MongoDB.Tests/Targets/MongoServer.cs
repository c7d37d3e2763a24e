using System.Security.Cryptography.X509Certificates;
using Lab.Engines.MongoDB.Server;
using Lab.Engines.Testing;
using MongoDB.Driver;

namespace Lab.Engines.MongoDB.Tests.Targets;

/// <summary>Starts the engine and connects to it.</summary>
internal static class MongoServer
{
    public static EngineStart In(EngineHome home) =>
        new(typeof(MongoEngine).Assembly.Location, home.Path, "mongodb") { User = "admin", Password = "p@ss/w:ord%1" };

    public static async Task<EngineProcess> StartAsync(EngineStart start)
    {
        var engine = EngineProcess.Run(start);
        await engine.WaitForLineAsync("ready to accept connections", TestContext.Current.CancellationToken);
        return engine;
    }

    public static MongoClient Connect(EngineStart start, Action<MongoClientSettings>? configure = null)
    {
        var settings = Settings(start);
        configure?.Invoke(settings);
        return new MongoClient(settings);
    }

    /// <summary>The driver's settings as an application has them: a connection string, and the lab's authority as the only one that is trusted.</summary>
    public static MongoClientSettings Settings(EngineStart start)
    {
        var settings = MongoClientSettings.FromConnectionString(ConnectionString(start));
        settings.ServerSelectionTimeout = TimeSpan.FromSeconds(10);
        settings.SslSettings = new SslSettings
        {
            ServerCertificateValidationCallback = (_, certificate, _, _) => IsFromAuthority(certificate, Path.Combine(start.Home, "pki", "ca.crt")),
        };
        return settings;
    }

    public static string ConnectionString(EngineStart start) =>
        $"mongodb://{start.User}:{Uri.EscapeDataString(start.Password)}@localhost:{start.Port}/?authSource=admin&authMechanism=SCRAM-SHA-256&tls=true";

    /// <summary>Whether a server's certificate comes from the lab's authority.</summary>
    public static bool IsFromAuthority(X509Certificate? certificate, string authorityFile)
    {
        using var authority = X509CertificateLoader.LoadCertificateFromFile(authorityFile);
        using var chain = new X509Chain();
        chain.ChainPolicy.TrustMode = X509ChainTrustMode.CustomRootTrust;
        chain.ChainPolicy.CustomTrustStore.Add(authority);
        chain.ChainPolicy.RevocationMode = X509RevocationMode.NoCheck;
        return chain.Build((X509Certificate2)certificate!);
    }
}

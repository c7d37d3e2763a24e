using Lab.Hosting.Clients.Neo4j;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Lab.Clients.Tests.Neo4j;

/// <summary>A server, started once for all tests; each takes a label of its own.</summary>
public abstract class Neo4jServer : IAsyncLifetime
{
    private IHost? host;

    /// <summary>Where it is; the test is skipped where there is none.</summary>
    public string ConnectionString { get; private set; } = "";

    /// <summary>Whether it is the emulator, which refuses some values.</summary>
    public abstract bool IsEmulator { get; }

    public Neo4jClient Client => Services.GetRequiredService<Neo4jClient>();

    public Neo4jDatabase Database => Client.Database;

    public IServiceProvider Services
    {
        get
        {
            Assert.SkipWhen(host is null, Absence);
            return host!.Services;
        }
    }

    /// <summary>What the skipped tests say.</summary>
    protected abstract string Absence { get; }

    public static string NewLabel() => $"L{Guid.NewGuid():N}";

    public abstract ValueTask InitializeAsync();

    public virtual ValueTask DisposeAsync()
    {
        host?.Dispose();
        GC.SuppressFinalize(this);
        return ValueTask.CompletedTask;
    }

    protected void Connect(string connectionString, string? authorityFile)
    {
        ConnectionString = connectionString;
        var builder = TestApplication.With(("ConnectionStrings:graph", ConnectionString));
        builder.AddNeo4jClient("graph", settings => settings.CertificateAuthority = authorityFile);
        host = builder.Build();
    }
}

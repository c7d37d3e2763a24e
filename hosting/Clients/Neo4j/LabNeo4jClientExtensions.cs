using Lab.Hosting.Clients;
using Lab.Hosting.Clients.Neo4j;

namespace Microsoft.Extensions.Hosting;

/// <summary>Adds <see cref="Neo4jClient"/> with health check, traces, metrics and resilience.</summary>
public static class LabNeo4jClientExtensions
{
    private static readonly ClientDescription<Neo4jClient, Neo4jSettings, Neo4jTelemetry> Kind = new("Neo4j", Neo4jTelemetry.Name, Create, AskAsync);

    /// <summary>Adds the client as a singleton.</summary>
    /// <param name="builder">The application.</param>
    /// <param name="connectionName">The name in <c>ConnectionStrings</c>, and of a child section of <c>Lab:Clients:Neo4j</c>.</param>
    /// <param name="configureSettings">Changes the settings after configuration was read.</param>
    /// <param name="configureHandler">Changes how connections are made.</param>
    /// <exception cref="InvalidOperationException">When the client is first used: there is no connection string.</exception>
    /// <exception cref="FormatException">When the client is first used: the connection string is wrong.</exception>
    public static void AddNeo4jClient(
        this IHostApplicationBuilder builder,
        string connectionName,
        Action<Neo4jSettings>? configureSettings = null,
        Action<SocketsHttpHandler>? configureHandler = null) =>
        builder.AddClient(Kind, connectionName, serviceKey: null, configureSettings, configureHandler);

    /// <summary>Adds the client as a singleton with the key <paramref name="name"/>.</summary>
    /// <param name="builder">The application.</param>
    /// <param name="name">The service's key, the name in <c>ConnectionStrings</c>, and of a child section of <c>Lab:Clients:Neo4j</c>.</param>
    /// <param name="configureSettings">Changes the settings after configuration was read.</param>
    /// <param name="configureHandler">Changes how connections are made.</param>
    /// <exception cref="InvalidOperationException">When the client is first used: there is no connection string.</exception>
    /// <exception cref="FormatException">When the client is first used: the connection string is wrong.</exception>
    public static void AddKeyedNeo4jClient(
        this IHostApplicationBuilder builder,
        string name,
        Action<Neo4jSettings>? configureSettings = null,
        Action<SocketsHttpHandler>? configureHandler = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        builder.AddClient(Kind, name, serviceKey: name, configureSettings, configureHandler);
    }

    private static Neo4jClient Create(ClientParts<Neo4jSettings, Neo4jTelemetry> parts)
    {
        var address = Neo4jAddress.Parse(parts.ConnectionString);
        return new Neo4jClient(new Neo4jTransport(parts.OpenHandler(), address, parts.Settings, parts.Telemetry, parts.Time), address.Database);
    }

    /// <summary>Healthy when the user can sign in and run a statement in the database.</summary>
    private static async Task<string?> AskAsync(Neo4jClient client, CancellationToken cancellationToken)
    {
        await client.PingAsync(cancellationToken).ConfigureAwait(false);
        return null;
    }
}

using Lab.Hosting.Clients;
using Lab.Hosting.Clients.Milvus;

namespace Microsoft.Extensions.Hosting;

/// <summary>Adds <see cref="MilvusClient"/> with health check, traces, metrics and resilience.</summary>
public static class LabMilvusClientExtensions
{
    private static readonly ClientDescription<MilvusClient, MilvusSettings, MilvusTelemetry> Kind = new("Milvus", MilvusTelemetry.Name, Create, AskAsync);

    /// <summary>Adds the client as a singleton.</summary>
    /// <param name="builder">The application.</param>
    /// <param name="connectionName">The name in <c>ConnectionStrings</c>, and of a child section of <c>Lab:Clients:Milvus</c>.</param>
    /// <param name="configureSettings">Changes the settings after configuration was read.</param>
    /// <param name="configureHandler">Changes how connections are made.</param>
    /// <exception cref="InvalidOperationException">When the client is first used: there is no connection string.</exception>
    /// <exception cref="FormatException">When the client is first used: the connection string is wrong.</exception>
    public static void AddMilvusClient(
        this IHostApplicationBuilder builder,
        string connectionName,
        Action<MilvusSettings>? configureSettings = null,
        Action<SocketsHttpHandler>? configureHandler = null) =>
        builder.AddClient(Kind, connectionName, serviceKey: null, configureSettings, configureHandler);

    /// <summary>Adds the client as a singleton with the key <paramref name="name"/>.</summary>
    /// <param name="builder">The application.</param>
    /// <param name="name">The service's key, the name in <c>ConnectionStrings</c>, and of a child section of <c>Lab:Clients:Milvus</c>.</param>
    /// <param name="configureSettings">Changes the settings after configuration was read.</param>
    /// <param name="configureHandler">Changes how connections are made.</param>
    /// <exception cref="InvalidOperationException">When the client is first used: there is no connection string.</exception>
    /// <exception cref="FormatException">When the client is first used: the connection string is wrong.</exception>
    public static void AddKeyedMilvusClient(
        this IHostApplicationBuilder builder,
        string name,
        Action<MilvusSettings>? configureSettings = null,
        Action<SocketsHttpHandler>? configureHandler = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        builder.AddClient(Kind, name, serviceKey: name, configureSettings, configureHandler);
    }

    private static MilvusClient Create(ClientParts<MilvusSettings, MilvusTelemetry> parts)
    {
        var address = MilvusAddress.Parse(parts.ConnectionString);
        return new MilvusClient(new MilvusTransport(parts.OpenHandler(), address, parts.Settings, parts.Telemetry, parts.Time), parts.Time);
    }

    /// <summary>Healthy when the server says that all of its parts are.</summary>
    private static async Task<string?> AskAsync(MilvusClient client, CancellationToken cancellationToken)
    {
        var health = await client.CheckHealthAsync(cancellationToken).ConfigureAwait(false);
        return health.IsHealthy ? null : string.Join("; ", health.Reasons);
    }
}

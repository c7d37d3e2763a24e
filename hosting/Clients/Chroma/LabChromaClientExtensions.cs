using Lab.Hosting.Clients;
using Lab.Hosting.Clients.Chroma;

namespace Microsoft.Extensions.Hosting;

/// <summary>Adds <see cref="ChromaClient"/> with health check, traces, metrics and resilience.</summary>
public static class LabChromaClientExtensions
{
    private static readonly ClientDescription<ChromaClient, ChromaSettings, ChromaTelemetry> Kind = new("Chroma", ChromaTelemetry.Name, Create, AskAsync);

    /// <summary>Adds the client as a singleton.</summary>
    /// <param name="builder">The application.</param>
    /// <param name="connectionName">The name in <c>ConnectionStrings</c>, and of a child section of <c>Lab:Clients:Chroma</c>.</param>
    /// <param name="configureSettings">Changes the settings after configuration was read.</param>
    /// <param name="configureHandler">Changes how connections are made.</param>
    /// <exception cref="InvalidOperationException">When the client is first used: there is no connection string.</exception>
    /// <exception cref="FormatException">When the client is first used: the connection string is wrong.</exception>
    public static void AddChromaClient(
        this IHostApplicationBuilder builder,
        string connectionName,
        Action<ChromaSettings>? configureSettings = null,
        Action<SocketsHttpHandler>? configureHandler = null) =>
        builder.AddClient(Kind, connectionName, serviceKey: null, configureSettings, configureHandler);

    /// <summary>Adds the client as a singleton with the key <paramref name="name"/>.</summary>
    /// <param name="builder">The application.</param>
    /// <param name="name">The service's key, the name in <c>ConnectionStrings</c>, and of a child section of <c>Lab:Clients:Chroma</c>.</param>
    /// <param name="configureSettings">Changes the settings after configuration was read.</param>
    /// <param name="configureHandler">Changes how connections are made.</param>
    /// <exception cref="InvalidOperationException">When the client is first used: there is no connection string.</exception>
    /// <exception cref="FormatException">When the client is first used: the connection string is wrong.</exception>
    public static void AddKeyedChromaClient(
        this IHostApplicationBuilder builder,
        string name,
        Action<ChromaSettings>? configureSettings = null,
        Action<SocketsHttpHandler>? configureHandler = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        builder.AddClient(Kind, name, serviceKey: name, configureSettings, configureHandler);
    }

    private static ChromaClient Create(ClientParts<ChromaSettings, ChromaTelemetry> parts)
    {
        var address = ChromaAddress.Parse(parts.ConnectionString);
        return new ChromaClient(new ChromaTransport(parts.OpenHandler(), address.Endpoint, parts.Settings, parts.Telemetry, parts.Time), address);
    }

    /// <summary>Healthy when the server's heart beats.</summary>
    private static async Task<string?> AskAsync(ChromaClient client, CancellationToken cancellationToken)
    {
        await client.HeartbeatAsync(cancellationToken).ConfigureAwait(false);
        return null;
    }
}

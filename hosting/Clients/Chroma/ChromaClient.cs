using System.Text.Json;

namespace Lab.Hosting.Clients.Chroma;

/// <summary>A client of ChromaDB's HTTP API, version 2. Any number of threads may use it.</summary>
/// <remarks>Every call throws <see cref="ChromaException"/>, or the kind of it that fits, when the server refuses or cannot be reached.</remarks>
public sealed class ChromaClient : IDisposable
{
    private readonly ChromaTransport transport;

    internal ChromaClient(ChromaTransport transport, ChromaAddress address)
    {
        this.transport = transport;
        Database = new ChromaDatabase(transport, address.Tenant, address.Database);
    }

    /// <summary>The database that the connection string names, or the server's default one.</summary>
    public ChromaDatabase Database { get; }

    /// <summary>Another database. The server is not asked: the first use of it tells whether it is there.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="tenant">Its tenant; that of the connection string unless given.</param>
    public ChromaDatabase GetDatabase(string name, string? tenant = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        return new ChromaDatabase(transport, tenant ?? Database.Tenant, name);
    }

    /// <summary>Asks whether the server lives, once and without repeats.</summary>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>The server's clock.</returns>
    public async Task<DateTimeOffset> HeartbeatAsync(CancellationToken cancellationToken = default)
    {
        var answer = await transport.SendAsync<JsonElement>(new("heartbeat", HttpMethod.Get, "heartbeat") { CanRepeat = false }, cancellationToken).ConfigureAwait(false);
        return answer.ValueKind == JsonValueKind.Object && answer.TryGetProperty("nanosecond heartbeat", out var beat) && beat.TryGetInt64(out var nanoseconds)
            ? DateTimeOffset.UnixEpoch.AddTicks(nanoseconds / TimeSpan.NanosecondsPerTick)
            : throw new ChromaException("The heartbeat is not ChromaDB's.");
    }

    /// <summary>Asks for the server's version.</summary>
    /// <param name="cancellationToken">Ends the wait.</param>
    public Task<string> GetVersionAsync(CancellationToken cancellationToken = default) =>
        transport.SendAsync<string>(new("version", HttpMethod.Get, "version"), cancellationToken);

    /// <summary>Asks how many records one request may write.</summary>
    /// <param name="cancellationToken">Ends the wait.</param>
    public async Task<int> GetMaxBatchSizeAsync(CancellationToken cancellationToken = default) =>
        (await transport.SendAsync<ChromaChecklist>(new("pre_flight_checks", HttpMethod.Get, "pre-flight-checks"), cancellationToken).ConfigureAwait(false)).MaxBatchSize;

    /// <summary>Makes a tenant. There is no call that deletes one.</summary>
    /// <param name="name">Its name, 3 characters at least.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <exception cref="ChromaConflictException">There is one of that name.</exception>
    public Task CreateTenantAsync(string name, CancellationToken cancellationToken = default) =>
        transport.SendAsync(new("create_tenant", HttpMethod.Post, "tenants") { Body = new NamePayload(name), CanRepeat = false, Namespace = name }, cancellationToken);

    /// <summary>Asks whether there is a tenant of that name.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    public async Task<bool> TenantExistsAsync(string name, CancellationToken cancellationToken = default)
    {
        try
        {
            await transport.SendAsync(new("get_tenant", HttpMethod.Get, $"tenants/{Uri.EscapeDataString(name)}") { Namespace = name }, cancellationToken).ConfigureAwait(false);
            return true;
        }
        catch (ChromaNotFoundException)
        {
            return false;
        }
    }

    /// <summary>Lists the databases of a tenant.</summary>
    /// <param name="tenant">The tenant; that of the connection string unless given.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    public Task<IReadOnlyList<ChromaDatabaseInfo>> ListDatabasesAsync(string? tenant = null, CancellationToken cancellationToken = default) =>
        transport.SendAsync<IReadOnlyList<ChromaDatabaseInfo>>(
            new("list_databases", HttpMethod.Get, $"tenants/{Uri.EscapeDataString(tenant ?? Database.Tenant)}/databases") { Namespace = tenant ?? Database.Tenant }, cancellationToken);

    /// <inheritdoc/>
    public void Dispose() => transport.Dispose();
}

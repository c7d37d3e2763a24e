using System.Globalization;
using System.Text.Json;
using Lab.Model.Systems;
using Lab.ServiceDefaults.Engines;
using Lab.ServiceDefaults.Http;

namespace Lab.Catalog.Systems.Engines;

/// <summary>Asks ChromaDB by its HTTP API, version 2.</summary>
internal sealed class ChromaProbe(IHttpClientFactory clients, IConfiguration configuration) : IEngineProbe, IEngineRegistration
{
    private const string Tenant = "api/v2/tenants/default_tenant/databases";

    public static string Engine => EngineNames.Chroma;

    public static void AddClient(IHostApplicationBuilder builder, DatabaseSystem system) => builder.AddProbeHttpClient(system.Name);

    public async Task<Facts> ObserveAsync(DatabaseSystem system, CancellationToken cancellationToken)
    {
        var endpoint = HttpEndpoint.Parse(configuration.GetConnectionString(system.Name)!);
        using var client = clients.CreateClient(system.Name);
        client.BaseAddress = endpoint.Address;

        var heartbeat = await client.GetFromJsonAsync<JsonElement>("api/v2/heartbeat", cancellationToken);
        if (!heartbeat.TryGetProperty("nanosecond heartbeat", out _))
        {
            throw new InvalidDataException("The heartbeat is not ChromaDB's.");
        }

        var version = await client.GetFromJsonAsync<string>("api/v2/version", cancellationToken);
        var databases = new List<LiveDatabase>();
        var details = new Dictionary<string, string>();
        foreach (var database in (await client.GetFromJsonAsync<JsonElement>(Tenant, cancellationToken)).EnumerateArray())
        {
            var name = database.GetProperty("name").GetString()!;
            var collections = await client.GetFromJsonAsync<long>($"{Tenant}/{Uri.EscapeDataString(name)}/collections_count", cancellationToken);
            databases.Add(new LiveDatabase(name, null));
            details[$"{name}.collections"] = collections.ToString(CultureInfo.InvariantCulture);
        }

        // ChromaDB tells neither when it started nor what it takes.
        return new Facts(version, null, null, databases) { Details = details };
    }
}

using System.Net.Http.Headers;
using System.Text.Json;
using System.Text;
using Lab.Model.Systems;
using Lab.ServiceDefaults.Engines;
using Lab.ServiceDefaults.Http;

namespace Lab.Catalog.Systems.Engines;

/// <summary>Asks Neo4j by its HTTP Query API.</summary>
internal sealed class Neo4jProbe(IHttpClientFactory clients, IConfiguration configuration) : IEngineProbe, IEngineRegistration
{
    public static string Engine => EngineNames.Neo4j;

    public static void AddClient(IHostApplicationBuilder builder, DatabaseSystem system) => builder.AddProbeHttpClient(system.Name);

    public async Task<Facts> ObserveAsync(DatabaseSystem system, CancellationToken cancellationToken)
    {
        var endpoint = HttpEndpoint.Parse(configuration.GetConnectionString(system.Name)!);
        using var client = clients.CreateClient(system.Name);
        client.BaseAddress = endpoint.Address;
        if (endpoint.Password is not null)
        {
            client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue(
                "Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes($"{endpoint.User}:{endpoint.Password}")));
        }

        var components = await QueryAsync(client, "CALL dbms.components() YIELD name, versions, edition RETURN versions[0], edition", cancellationToken);
        var databases = await QueryAsync(client, "SHOW DATABASES YIELD name, currentStatus, lastStartTime RETURN name, currentStatus, toString(lastStartTime)", cancellationToken);

        var kernel = components.Count > 0 ? components[0] : default;
        return new Facts(
            kernel.ValueKind == JsonValueKind.Array ? $"{kernel[0].GetString()} {kernel[1].GetString()}" : null,
            databases.Where(row => row[0].GetString() == "system" && row[2].ValueKind == JsonValueKind.String).Select(row => (DateTimeOffset?)row[2].GetDateTimeOffset()).FirstOrDefault(),
            null,
            [.. databases.Select(row => new LiveDatabase(row[0].GetString()!, null)).DistinctBy(d => d.Name)])
        {
            Details = databases.DistinctBy(row => row[0].GetString()).ToDictionary(row => $"{row[0].GetString()}.status", row => row[1].GetString() ?? ""),
        };
    }

    private static async Task<IReadOnlyList<JsonElement>> QueryAsync(HttpClient client, string statement, CancellationToken cancellationToken)
    {
        using var response = await client.PostAsJsonAsync("db/system/query/v2", new { statement }, cancellationToken);
        var answer = await response.Content.ReadFromJsonAsync<JsonElement>(cancellationToken);
        if (answer.TryGetProperty("errors", out var errors) && errors.GetArrayLength() > 0)
        {
            throw new InvalidDataException(errors[0].GetProperty("message").GetString());
        }

        response.EnsureSuccessStatusCode();
        return [.. answer.GetProperty("data").GetProperty("values").EnumerateArray()];
    }
}

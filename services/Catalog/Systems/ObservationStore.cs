using System.Text.Json;
using Dapper;
using Lab.ServiceDefaults.Databases;
using Microsoft.AspNetCore.Http.Json;
using Microsoft.Extensions.Options;
using Npgsql;

namespace Lab.Catalog.Systems;

/// <summary>
/// Keeps the last observation of each system. The catalog also answers while its own database is down, since that may be
/// the very thing somebody looks for: then nothing is kept, and the log says so.
/// </summary>
internal sealed class ObservationStore(ServiceDatabase database, IOptions<JsonOptions> json, TimeProvider time, ILogger<ObservationStore> logger)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(1);

    /// <summary>Keeps what was seen now and returns, per system, what it said when it last answered.</summary>
    public async Task<IReadOnlyDictionary<string, Observation>> ExchangeAsync(IReadOnlyCollection<(string System, Observation Seen)> observations, CancellationToken cancellationToken)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        try
        {
            return await ExchangeNowAsync(observations, stop.Token).WaitAsync(Patience, time, cancellationToken);
        }
        catch (Exception exception) when (exception is NpgsqlException or TimeoutException or DatabaseNotReadyException)
        {
            logger.LogWarning("Observations are not kept: {Reason}", exception.Message);
            return new Dictionary<string, Observation>();
        }
        finally
        {
            await stop.CancelAsync();
        }
    }

    private async Task<IReadOnlyDictionary<string, Observation>> ExchangeNowAsync(IReadOnlyCollection<(string System, Observation Seen)> observations, CancellationToken cancellationToken)
    {
        var options = json.Value.SerializerOptions;
        await using var connection = await database.OpenAsync(cancellationToken);
        await connection.ExecuteAsync(new CommandDefinition(
            """
            insert into observation (system, reachable, observed_at, observed)
            select seen.system, seen.reachable, seen.observed_at, seen.observed::jsonb
            from unnest(@Systems, @Reachable, @ObservedAt, @Observed) as seen (system, reachable, observed_at, observed)
            order by seen.system
            on conflict (system, reachable) do update
              set observed_at = excluded.observed_at, observed = excluded.observed
              where observation.observed_at < excluded.observed_at
            """,
            new
            {
                Systems = observations.Select(o => o.System).ToArray(),
                Reachable = observations.Select(o => o.Seen.State == LiveState.Reachable).ToArray(),
                ObservedAt = observations.Select(o => o.Seen.ObservedAt.UtcDateTime).ToArray(),
                Observed = observations.Select(o => JsonSerializer.Serialize(o.Seen, options)).ToArray(),
            },
            cancellationToken: cancellationToken));

        var rows = await connection.QueryAsync<(string System, string Observed)>(new CommandDefinition(
            "select system, observed from observation where reachable and system = any(@Systems)",
            new { Systems = observations.Select(o => o.System).ToArray() },
            cancellationToken: cancellationToken));
        return rows.ToDictionary(row => row.System, row => JsonSerializer.Deserialize<Observation>(row.Observed, options)!);
    }
}

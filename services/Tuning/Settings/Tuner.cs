using System.Data.Common;
using Lab.Model;
using Lab.Model.Systems;

namespace Lab.Tuning.Settings;

/// <summary>Reads servers, keeps what was read, and compares it with the profiles.</summary>
internal sealed class Tuner(LabDeclaration lab, IServiceProvider services, IConfiguration configuration, SnapshotStore snapshots, TimeProvider time)
{
    /// <summary>How long one server may take to answer.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    /// <summary>The servers whose engine can be tuned, in the order of lab.json.</summary>
    public IReadOnlyList<DatabaseSystem> Servers { get; } =
        [.. lab.Systems.Where(s => services.GetKeyedService<ISettingsSource>(s.Engine) is not null)];

    /// <summary>All servers with what was read of them now.</summary>
    public async Task<IReadOnlyList<ServerSummary>> SummarizeAsync(CancellationToken cancellationToken)
    {
        var summaries = await Task.WhenAll(Servers.Select(server => SummarizeAsync(server, cancellationToken)));
        var taken = await snapshots.LastTakenAsync(cancellationToken);
        return [.. summaries.Select(s => taken.TryGetValue(s.Name, out var last) ? s with { LastSnapshot = last } : s)];
    }

    /// <summary>A server's settings beside its profile's.</summary>
    /// <exception cref="ServerUnreachableException">It could not be read.</exception>
    public async Task<ServerSettings> CompareAsync(DatabaseSystem server, CancellationToken cancellationToken)
    {
        var readAt = time.GetUtcNow();
        var live = await ReadAsync(server, cancellationToken);
        await snapshots.KeepAsync(server.Name, readAt, live, cancellationToken);
        var recommendation = Source(server).Recommend(server);
        return new ServerSettings(server.Name, readAt, recommendation.SizedFor, Comparison.Of(live, recommendation));
    }

    /// <summary>Keeps a server's settings as they are now.</summary>
    /// <returns>How many changed since the last time.</returns>
    /// <exception cref="ServerUnreachableException">It could not be read.</exception>
    public async Task<int> SnapshotAsync(DatabaseSystem server, CancellationToken cancellationToken)
    {
        var readAt = time.GetUtcNow();
        return await snapshots.KeepAsync(server.Name, readAt, await ReadAsync(server, cancellationToken), cancellationToken);
    }

    private async Task<ServerSummary> SummarizeAsync(DatabaseSystem server, CancellationToken cancellationToken)
    {
        var recommendation = Source(server).Recommend(server);
        var summary = new ServerSummary(
            server.Name, server.Engine, server.Workload, recommendation.SizedFor, true, null, recommendation.Settings.Count, null, null, null);
        try
        {
            var compared = (await CompareAsync(server, cancellationToken)).Settings;
            return summary with { Agreeing = compared.Count(s => s.Agrees == true), PendingRestart = compared.Count(s => s.PendingRestart) };
        }
        catch (ServerUnreachableException exception)
        {
            return summary with { Reachable = false, Reason = exception.Message };
        }
    }

    private async Task<IReadOnlyList<LiveSetting>> ReadAsync(DatabaseSystem server, CancellationToken cancellationToken)
    {
        if (string.IsNullOrWhiteSpace(configuration.GetConnectionString(server.Name)))
        {
            throw new ServerUnreachableException(server.Name, $"ConnectionStrings__{server.Name} is not set.");
        }

        try
        {
            return await Source(server).ReadAsync(server, cancellationToken).WaitAsync(Patience, time, cancellationToken);
        }
        catch (TimeoutException)
        {
            throw new ServerUnreachableException(server.Name, $"no answer within {Patience.TotalSeconds:0} s.");
        }
        catch (DbException exception)
        {
            throw new ServerUnreachableException(server.Name, exception.Message);
        }
    }

    private ISettingsSource Source(DatabaseSystem server) => services.GetRequiredKeyedService<ISettingsSource>(server.Engine);
}

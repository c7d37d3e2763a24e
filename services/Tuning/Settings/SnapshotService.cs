using System.Data.Common;
using Lab.ServiceDefaults.Databases;

namespace Lab.Tuning.Settings;

/// <summary>Keeps the settings of all servers when the service starts and from time to time: drift also shows when nobody looked.</summary>
internal sealed class SnapshotService(Tuner tuner, ServiceDatabase database, TuningOptions options, TimeProvider time, ILogger<SnapshotService> logger) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(options.SnapshotEvery, time);
        try
        {
            await database.WaitUntilReadyAsync(stoppingToken);
            do
            {
                foreach (var server in tuner.Servers)
                {
                    await SnapshotAsync(server, stoppingToken);
                }
            }
            while (await timer.WaitForNextTickAsync(stoppingToken));
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The service stops.
        }
    }

    private async Task SnapshotAsync(Model.Systems.DatabaseSystem server, CancellationToken stoppingToken)
    {
        try
        {
            var changed = await tuner.SnapshotAsync(server, stoppingToken);
            if (changed > 0)
            {
                logger.LogInformation("{Count} settings of {Server} changed since they were last kept", changed, server.Name);
            }
        }
        catch (Exception exception) when (exception is ServerUnreachableException or DbException or DatabaseNotReadyException)
        {
            logger.LogWarning("Settings of {Server} are not kept this time: {Reason}", server.Name, exception.Message);
        }
    }
}

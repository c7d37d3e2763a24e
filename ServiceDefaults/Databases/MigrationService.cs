using System.Net.Sockets;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace Lab.ServiceDefaults.Databases;

/// <summary>
/// Migrates when the service starts, while it already answers <c>/alive</c>. A server that is not there yet is waited for,
/// within bounds; whatever else goes wrong ends the service with exit code 1, and who runs it starts it again.
/// </summary>
internal sealed class MigrationService(
    ServiceDatabase database, MigrationSettings settings, TimeProvider time, IHostApplicationLifetime lifetime, ILogger<MigrationService> logger)
    : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var migration = new Migration(settings.ConnectionString, settings.Scripts, logger);
        var began = time.GetTimestamp();
        var said = "";
        while (true)
        {
            try
            {
                await migration.RunAsync(stoppingToken);
                database.MarkReady();
                logger.LogInformation("The schema of {Database} is up to date after {Seconds:0.00} s", database.Name, time.GetElapsedTime(began).TotalSeconds);
                return;
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
            catch (NpgsqlException exception) when (IsAbsence(exception) && time.GetElapsedTime(began) < settings.Patience)
            {
                // Once per reason, not once per try.
                if (said != exception.Message)
                {
                    said = exception.Message;
                    logger.LogWarning("The server of {Database} is not there yet ({Reason}); trying for {Seconds:0} s", database.Name, said, settings.Patience.TotalSeconds);
                }
            }
            catch (Exception exception)
            {
                logger.LogCritical("The database {Database} cannot be used, the service stops: {Reason}", database.Name, exception.Message);
                Environment.ExitCode = 1;
                lifetime.StopApplication();
                return;
            }

            await Task.Delay(settings.RetryAfter, time, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            if (stoppingToken.IsCancellationRequested)
            {
                return;
            }
        }
    }

    /// <summary>The server cannot be reached, or starts or stops right now. A refused password or certificate is no absence.</summary>
    private static bool IsAbsence(NpgsqlException exception) =>
        exception is PostgresException { SqlState: PostgresErrorCodes.CannotConnectNow or PostgresErrorCodes.AdminShutdown or PostgresErrorCodes.CrashShutdown or PostgresErrorCodes.TooManyConnections }
        || exception is not PostgresException && exception.InnerException is SocketException or TimeoutException or IOException;
}

using Aspire.Hosting.ApplicationModel;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Lab.Hosting.Embedded.Logs;

/// <summary>Writes the resources' logs to the host's log, each under the category <c>{application}.Resources.{resource}</c>.</summary>
internal sealed class ResourceLogForwarder(
    ResourceNotificationService notifications,
    ResourceLoggerService resourceLoggers,
    IHostEnvironment environment,
    ILoggerFactory hostLoggers) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        HashSet<string> followed = new(StringComparer.OrdinalIgnoreCase);
        List<Task> followers = [];
        try
        {
            await foreach (var change in notifications.WatchAsync(stoppingToken).ConfigureAwait(false))
            {
                if (followed.Add(change.ResourceId))
                {
                    followers.Add(FollowAsync(change, stoppingToken));
                }
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The host stops: so do the followers.
        }

        await Task.WhenAll(followers).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    private async Task FollowAsync(ResourceEvent change, CancellationToken cancellationToken)
    {
        var logger = hostLoggers.CreateLogger($"{environment.ApplicationName}.Resources.{change.Resource.Name}");
        await foreach (var lines in resourceLoggers.WatchAsync(change.ResourceId).WithCancellation(cancellationToken).ConfigureAwait(false))
        {
            foreach (var line in lines)
            {
                logger.Log(line.IsErrorMessage ? LogLevel.Error : LogLevel.Information, "{LineNumber}: {LineContent}", line.LineNumber, line.Content);
            }
        }
    }
}

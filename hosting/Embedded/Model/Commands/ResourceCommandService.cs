using Microsoft.Extensions.Logging;

namespace Aspire.Hosting.ApplicationModel;

/// <summary>Executes the commands of resources.</summary>
public class ResourceCommandService
{
    private readonly ResourceNotificationService notifications;
    private readonly ResourceLoggerService loggers;
    private readonly IServiceProvider services;

    internal ResourceCommandService(ResourceNotificationService notifications, ResourceLoggerService loggers, IServiceProvider services)
    {
        this.notifications = notifications;
        this.loggers = loggers;
        this.services = services;
    }

    /// <summary>Executes a command of a resource or replica.</summary>
    /// <param name="resourceId">The resource's name, or a replica's; the name of a resource with several replicas means none.</param>
    /// <param name="commandName">The command's name, see <see cref="KnownResourceCommands"/> for those of every resource that runs.</param>
    /// <param name="cancellationToken">Cancels the command.</param>
    /// <returns>Whether it succeeded; an unknown resource or command is a failure.</returns>
    public Task<ExecuteCommandResult> ExecuteCommandAsync(string resourceId, string commandName, CancellationToken cancellationToken = default) =>
        notifications.TryGetCurrentState(resourceId, out var state)
            ? ExecuteAsync(state.ResourceId, state.Resource, commandName, cancellationToken)
            : Task.FromResult(CommandResults.Failure($"Resource '{resourceId}' not found."));

    /// <summary>Executes a command of a resource; with replicas, for each at the same time.</summary>
    /// <param name="resource">The resource.</param>
    /// <param name="commandName">The command's name, see <see cref="KnownResourceCommands"/> for those of every resource that runs.</param>
    /// <param name="cancellationToken">Cancels the command.</param>
    /// <returns>Whether it succeeded for all.</returns>
    public async Task<ExecuteCommandResult> ExecuteCommandAsync(IResource resource, string commandName, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(resource);
        var names = resource.GetInstanceNames();
        var results = await Task.WhenAll(names.Select(name => ExecuteAsync(name, resource, commandName, cancellationToken))).ConfigureAwait(false);
        if (results is [var only])
        {
            return only;
        }

        var failures = names.Zip(results).Where(r => !r.Second.Success && !r.Second.Canceled).Select(r => $"{r.First}: {r.Second.ErrorMessage}").ToArray();
        return failures.Length > 0 ? CommandResults.Failure($"Command '{commandName}' failed for {string.Join("; ", failures)}")
            : results.Any(r => r.Canceled) ? CommandResults.Canceled()
            : CommandResults.Success();
    }

    private async Task<ExecuteCommandResult> ExecuteAsync(string name, IResource resource, string commandName, CancellationToken cancellationToken)
    {
        var log = loggers.GetLogger(name);
        if (resource.Annotations.OfType<ResourceCommandAnnotation>().LastOrDefault(c => c.Name == commandName) is not { } command)
        {
            return CommandResults.Failure($"Command '{commandName}' not available for resource '{name}'.");
        }

        log.LogInformation("Executing command '{Command}'.", commandName);
        try
        {
            var context = new ExecuteCommandContext { ResourceName = name, Services = services, CancellationToken = cancellationToken };
            var result = await command.ExecuteCommand(context).ConfigureAwait(false);
            if (result.Success)
            {
                log.LogInformation("Executed command '{Command}'.", commandName);
            }
            else if (!result.Canceled)
            {
                log.LogError("Command '{Command}' failed: {Error}", commandName, result.ErrorMessage);
            }

            return result;
        }
        catch (OperationCanceledException)
        {
            log.LogInformation("Command '{Command}' was cancelled.", commandName);
            return CommandResults.Canceled();
        }
        catch (Exception error)
        {
            // A command is foreign code: whatever it throws is its failure, not the host's.
            log.LogError(error, "Command '{Command}' failed.", commandName);
            return CommandResults.Failure(error.Message);
        }
    }
}

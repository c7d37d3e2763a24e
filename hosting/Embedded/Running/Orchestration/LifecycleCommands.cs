using Aspire.Hosting.ApplicationModel;

namespace Lab.Hosting.Embedded.Running.Orchestration;

/// <summary>The commands that every resource has which the host starts.</summary>
internal static class LifecycleCommands
{
    /// <summary>Adds start, stop and restart to a resource; one that it declares itself under such a name stays.</summary>
    /// <param name="resource">The resource.</param>
    /// <param name="find">Finds an instance by its name.</param>
    public static void Add(IResource resource, Func<string, ResourceRunner?> find)
    {
        Add(resource, KnownResourceCommands.StartCommand, "Start", "Start the resource.", "Play", isHighlighted: true, StartState, find, (_, runner) => runner.StartAsync());
        Add(resource, KnownResourceCommands.StopCommand, "Stop", "Stop the resource.", "Stop", isHighlighted: true, StopState, find, (_, runner) => runner.StopAsync());
        Add(resource, KnownResourceCommands.RestartCommand, "Restart", "Stop the resource and start it again.", "ArrowCounterclockwise", isHighlighted: false, RestartState, find, RestartAsync);
    }

    private static async Task RestartAsync(ExecuteCommandContext context, ResourceRunner runner)
    {
        await runner.StopAsync().ConfigureAwait(false);
        context.CancellationToken.ThrowIfCancellationRequested();
        await runner.StartAsync().ConfigureAwait(false);
    }

    private static ResourceCommandState StartState(string? state) =>
        IsDown(state) || state == KnownResourceStates.Waiting ? ResourceCommandState.Enabled
        : state is null || state == KnownResourceStates.Starting ? ResourceCommandState.Disabled
        : ResourceCommandState.Hidden;

    private static ResourceCommandState StopState(string? state) =>
        state == KnownResourceStates.Stopping ? ResourceCommandState.Disabled
        : state is null || IsDown(state) ? ResourceCommandState.Hidden
        : ResourceCommandState.Enabled;

    private static ResourceCommandState RestartState(string? state) =>
        state == KnownResourceStates.Running ? ResourceCommandState.Enabled : ResourceCommandState.Disabled;

    private static bool IsDown(string? state) =>
        state is not null && (KnownResourceStates.TerminalStates.Contains(state) || state == KnownResourceStates.NotStarted);

    private static void Add(
        IResource resource,
        string name,
        string displayName,
        string description,
        string icon,
        bool isHighlighted,
        Func<string?, ResourceCommandState> state,
        Func<string, ResourceRunner?> find,
        Func<ExecuteCommandContext, ResourceRunner, Task> execute)
    {
        if (resource.Annotations.OfType<ResourceCommandAnnotation>().Any(c => c.Name == name))
        {
            return;
        }

        resource.Annotations.Add(new ResourceCommandAnnotation(
            name,
            displayName,
            context => state(context.ResourceSnapshot.State?.Text),
            async context =>
            {
                if (find(context.ResourceName) is not { } runner)
                {
                    return CommandResults.Failure($"Resource '{context.ResourceName}' not found.");
                }

                await execute(context, runner).ConfigureAwait(false);
                return CommandResults.Success();
            },
            description,
            parameter: null,
            confirmationMessage: null,
            icon,
            IconVariant.Regular,
            isHighlighted));
    }
}

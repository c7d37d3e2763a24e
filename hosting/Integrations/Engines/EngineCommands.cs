using Aspire.Hosting.ApplicationModel;

namespace Lab.Hosting.Integrations.Engines;

/// <summary>Start, stop and restart of a declared server, carried out on the local process that stands for it.</summary>
internal static class EngineCommands
{
    private static readonly HashSet<string> Busy = [KnownResourceStates.Starting, KnownResourceStates.Stopping];

    public static IEnumerable<ResourceCommandAnnotation> For(ExecutableResource process, ResourceCommandService commands)
    {
        yield return Forward(KnownResourceCommands.StartCommand, "Start", "Starts the server.", "Play", isHighlighted: true, state =>
            Busy.Contains(state) ? ResourceCommandState.Disabled : IsStopped(state) || state == KnownResourceStates.Waiting ? ResourceCommandState.Enabled : ResourceCommandState.Hidden);
        yield return Forward(KnownResourceCommands.StopCommand, "Stop", "Stops the server.", "Stop", isHighlighted: true, state =>
            Busy.Contains(state) ? ResourceCommandState.Disabled : IsStopped(state) || state == KnownResourceStates.Waiting ? ResourceCommandState.Hidden : ResourceCommandState.Enabled);
        yield return Forward(KnownResourceCommands.RestartCommand, "Restart", "Stops the server and starts it again.", "ArrowCounterclockwise", isHighlighted: false, state =>
            Busy.Contains(state) || IsStopped(state) || state == KnownResourceStates.Waiting ? ResourceCommandState.Disabled : ResourceCommandState.Enabled);

        ResourceCommandAnnotation Forward(string name, string title, string description, string icon, bool isHighlighted, Func<string, ResourceCommandState> updateState) => new(
            name,
            title,
            context => updateState(context.ResourceSnapshot.State?.Text ?? KnownResourceStates.NotStarted),
            context => commands.ExecuteCommandAsync(process, name, context.CancellationToken),
            description,
            parameter: null,
            confirmationMessage: null,
            icon,
            IconVariant.Filled,
            isHighlighted);
    }

    private static bool IsStopped(string state) => state == KnownResourceStates.NotStarted || KnownResourceStates.TerminalStates.Contains(state);
}

using Aspire.Hosting.ApplicationModel;
using Lab.Hosting.Embedded.Page.Contracts;
using Lab.Hosting.Embedded.Running.Launching;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Lab.Hosting.Embedded.Page.Api;

/// <summary>Executes commands of resources.</summary>
internal static class CommandRoutes
{
    /// <param name="api">The routes.</param>
    /// <param name="stopping">Cancels commands. A caller that goes away does not: what it began is not left half done.</param>
    public static void MapCommands(this IEndpointRouteBuilder api, CancellationToken stopping) =>
        api.MapPost("/resources/{name}/commands/{command}", (string name, string command, ResourceViews views, ResourceCommandService commands, SecretMask mask) =>
            ExecuteAsync(name, command, views, commands, mask, stopping));

    private static async Task<Results<Ok<PageCommandOutcome>, ProblemHttpResult>> ExecuteAsync(
        string name, string command, ResourceViews views, ResourceCommandService commands, SecretMask mask, CancellationToken stopping)
    {
        var states = views.Find(name);
        if (states is not [var first, ..])
        {
            return ResourceRoutes.NoResource(name);
        }

        var known = states.SelectMany(state => state.Snapshot.Commands).Where(each => each.Name == command).ToArray();
        if (known.Length == 0)
        {
            var allowed = string.Join(", ", first.Snapshot.Commands.Select(each => each.Name));
            return TypedResults.Problem(
                $"Resource '{name}' has no command '{command}'; {(allowed.Length > 0 ? $"it has: {allowed}" : "it has none")}.",
                statusCode: StatusCodes.Status404NotFound,
                title: "Unknown command");
        }

        if (!Array.Exists(known, each => each.State == ResourceCommandState.Enabled))
        {
            return TypedResults.Problem(
                $"Command '{command}' cannot be executed while the state of '{name}' is '{first.Snapshot.State?.Text ?? "unknown"}'.",
                statusCode: StatusCodes.Status409Conflict,
                title: "Command not available now");
        }

        var result = states.Count == 1
            ? await commands.ExecuteCommandAsync(first.ResourceId, command, stopping).ConfigureAwait(false)
            : await commands.ExecuteCommandAsync(first.Resource, command, stopping).ConfigureAwait(false);
        return result switch
        {
            { Success: true } => TypedResults.Ok(new PageCommandOutcome(true)),
            { Canceled: true } => TypedResults.Problem($"Command '{command}' was cancelled.", statusCode: StatusCodes.Status409Conflict, title: "Command cancelled"),
            _ => TypedResults.Problem(mask.Mask(result.ErrorMessage ?? "It gave no reason."), statusCode: StatusCodes.Status500InternalServerError, title: "Command failed"),
        };
    }
}

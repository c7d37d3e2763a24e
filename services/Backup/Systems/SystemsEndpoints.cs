using Lab.Backup.Policies;
using Lab.ServiceDefaults.Authentication;
using Lab.ServiceDefaults.Problems;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Lab.Backup.Systems;

internal static class SystemsEndpoints
{
    public static void MapSystems(this IEndpointRouteBuilder app)
    {
        var systems = app.MapGroup("/systems").WithTags("systems").RequireReader();
        systems.MapGet("", (Protection protection, CancellationToken cancellationToken) => protection.ListAsync(cancellationToken))
            .WithName("ListSystems")
            .WithSummary("Each system and archive: its newest backup, and whether its recovery point objective is met.");
        systems.MapGet("/{name}", FindAsync)
            .WithName("GetSystem")
            .WithSummary("One system or archive: its newest backup, and whether its recovery point objective is met.")
            .ProducesProblem(StatusCodes.Status404NotFound);
    }

    private static async Task<Results<Ok<ProtectedSystem>, ProblemHttpResult>> FindAsync(
        string name, Protection protection, PolicyBook policies, CancellationToken cancellationToken) =>
        await protection.FindAsync(name, cancellationToken) is { } found
            ? TypedResults.Ok(found)
            : Problem.NotFound($"The lab backs up no '{name}'; it backs up {string.Join(", ", policies.All().Select(p => p.Source))}.");
}

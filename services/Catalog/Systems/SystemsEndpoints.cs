using Lab.Model;
using Lab.ServiceDefaults.Authentication;
using Lab.ServiceDefaults.Problems;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Lab.Catalog.Systems;

internal static class SystemsEndpoints
{
    public static void MapSystems(this IEndpointRouteBuilder app)
    {
        var systems = app.MapGroup("/systems").WithTags("systems").RequireReader();
        systems.MapGet("", ListAsync)
            .WithName("ListSystems")
            .WithSummary("All systems of the lab: as declared, and as they are now.");
        systems.MapGet("/{name}", FindAsync)
            .WithName("GetSystem")
            .WithSummary("One system: as declared, and as it is now.")
            .ProducesProblem(StatusCodes.Status404NotFound);
    }

    private static async Task<Ok<IReadOnlyList<CatalogedSystem>>> ListAsync(SystemCatalog catalog, CancellationToken cancellationToken) =>
        TypedResults.Ok(await catalog.ListAsync(cancellationToken));

    private static async Task<Results<Ok<CatalogedSystem>, ProblemHttpResult>> FindAsync(
        string name, SystemCatalog catalog, LabDeclaration lab, CancellationToken cancellationToken) =>
        await catalog.FindAsync(name, cancellationToken) is { } system
            ? TypedResults.Ok(system)
            : Problem.NotFound($"The lab has no system '{name}'; it has {string.Join(", ", lab.Systems.Select(s => s.Name))}.");
}

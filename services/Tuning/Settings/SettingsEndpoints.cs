using Lab.Model.Systems;
using Lab.ServiceDefaults.Authentication;
using Lab.ServiceDefaults.Problems;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Lab.Tuning.Settings;

internal static class SettingsEndpoints
{
    public static void MapSettings(this IEndpointRouteBuilder app)
    {
        var servers = app.MapGroup("/servers").WithTags("settings").RequireReader();
        servers.MapGet("", (Tuner tuner, CancellationToken cancellationToken) => tuner.SummarizeAsync(cancellationToken))
            .WithName("ListServers")
            .WithSummary("The servers that can be tuned, and how many of their settings are as recommended.");
        servers.MapGet("/{name}/settings", CompareAsync)
            .WithName("GetSettings")
            .WithSummary("A server's settings as they are, beside the recommendation and its reason; all=true adds those the profile has no opinion on.")
            .ProducesProblem(StatusCodes.Status404NotFound)
            .ProducesProblem(StatusCodes.Status503ServiceUnavailable);
        servers.MapGet("/{name}/changes", ChangesAsync)
            .WithName("GetChanges")
            .WithSummary("What changed among a server's settings since a time (30 days ago unless said otherwise), the newest first.")
            .ProducesProblem(StatusCodes.Status404NotFound);
    }

    private static async Task<Results<Ok<ServerSettings>, ProblemHttpResult>> CompareAsync(
        string name, Tuner tuner, CancellationToken cancellationToken, bool all = false)
    {
        if (Find(tuner, name) is not { } server)
        {
            return NoServer(tuner, name);
        }

        try
        {
            var compared = await tuner.CompareAsync(server, cancellationToken);
            return TypedResults.Ok(all ? compared : compared with { Settings = [.. compared.Settings.Where(s => s.Recommended is not null)] });
        }
        catch (ServerUnreachableException exception)
        {
            return TypedResults.Problem(exception.Message, statusCode: StatusCodes.Status503ServiceUnavailable);
        }
    }

    private static async Task<Results<Ok<IReadOnlyList<SettingChange>>, ProblemHttpResult>> ChangesAsync(
        string name, Tuner tuner, SnapshotStore snapshots, TimeProvider time, CancellationToken cancellationToken, DateTimeOffset? since = null) =>
        Find(tuner, name) is null
            ? NoServer(tuner, name)
            : TypedResults.Ok(await snapshots.ChangesAsync(name, since ?? time.GetUtcNow().AddDays(-30), cancellationToken));

    private static DatabaseSystem? Find(Tuner tuner, string name) => tuner.Servers.FirstOrDefault(s => s.Name == name);

    private static ProblemHttpResult NoServer(Tuner tuner, string name) =>
        Problem.NotFound($"There is no server '{name}' to tune; there are {string.Join(", ", tuner.Servers.Select(s => s.Name))}.");
}

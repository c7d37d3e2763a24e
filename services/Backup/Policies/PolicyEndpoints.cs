using Lab.ServiceDefaults.Authentication;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Lab.Backup.Policies;

internal static class PolicyEndpoints
{
    public static void MapPolicies(this IEndpointRouteBuilder app) =>
        app.MapGroup("/policies").WithTags("policies").RequireReader()
            .MapGet("", Ok<IReadOnlyList<Policy>> (PolicyBook policies) => TypedResults.Ok(policies.All()))
            .WithName("ListPolicies")
            .WithSummary("How each system and archive is backed up: class, schedule with next runs, retention, objectives.");
}

using System.Security.Claims;
using Lab.ServiceDefaults.Authentication;
using Lab.ServiceDefaults.Problems;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Lab.Compliance.Controls;

internal static class ControlsEndpoints
{
    private const string Activity = "security-implementation";

    private const int LongestHistory = 100;

    public static void MapControls(this IEndpointRouteBuilder app)
    {
        var controls = app.MapGroup("/controls").WithTags("controls").RequireReader();
        controls.MapGet("", (ControlBook book, CancellationToken cancellationToken) => book.ListAsync(cancellationToken))
            .WithName("ListControls")
            .WithSummary("All controls: what the lab's documents claim beside what was measured.");
        controls.MapGet("/{id}", GetAsync)
            .WithName("GetControl")
            .WithSummary("A control with the findings and the evidence of its last assessment.")
            .ProducesProblem(StatusCodes.Status404NotFound);
        controls.MapGet("/{id}/assessments", HistoryAsync)
            .WithName("ListAssessments")
            .WithSummary("A control's assessments with their evidence, the newest first; limit is from 1 to 100, 20 unless said otherwise.")
            .ProducesProblem(StatusCodes.Status404NotFound)
            .ProducesProblem(StatusCodes.Status422UnprocessableEntity);
        controls.MapPost("/{id}/assessments", AssessAsync)
            .RequireActor(Activity)
            .WithName("Assess")
            .WithSummary("Measures a control on all systems now. For those who act in security implementation.")
            .ProducesProblem(StatusCodes.Status404NotFound)
            .ProducesProblem(StatusCodes.Status422UnprocessableEntity);
    }

    private static async Task<Results<Ok<ControlStatus>, ProblemHttpResult>> GetAsync(string id, ControlBook book, CancellationToken cancellationToken) =>
        book.Find(id) is { } control ? TypedResults.Ok(await book.StatusAsync(control, cancellationToken)) : NoControl(id);

    private static async Task<Results<Ok<IReadOnlyList<Assessment>>, ProblemHttpResult>> HistoryAsync(
        string id, ControlBook book, AssessmentStore store, CancellationToken cancellationToken, int limit = 20)
    {
        if (book.Find(id) is null)
        {
            return NoControl(id);
        }

        return limit is >= 1 and <= LongestHistory
            ? TypedResults.Ok(await store.HistoryAsync(id, limit, cancellationToken))
            : Problem.Unprocessable($"limit is {limit}; allowed is a number from 1 to {LongestHistory}.");
    }

    private static async Task<Results<Created<Assessment>, ProblemHttpResult>> AssessAsync(
        string id, ControlBook book, ClaimsPrincipal user, CancellationToken cancellationToken)
    {
        if (book.Find(id) is not { } control)
        {
            return NoControl(id);
        }

        return await book.AssessAsync(control, user.Identity?.Name ?? user.FindFirstValue("sub") ?? "unnamed", cancellationToken) is { } assessment
            ? TypedResults.Created($"/controls/{Uri.EscapeDataString(id)}/assessments", assessment)
            : Problem.Unprocessable($"{id} is not measured by this service; it measures {string.Join(", ", book.Measurable)}.");
    }

    private static ProblemHttpResult NoControl(string id) => Problem.NotFound($"lab.json declares no control '{id}'; GET /controls lists them.");
}

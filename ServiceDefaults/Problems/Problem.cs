using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Lab.ServiceDefaults.Problems;

/// <summary>Problem details that endpoints return.</summary>
public static class Problem
{
    /// <summary>404: what was named is not there.</summary>
    /// <param name="detail">What was asked for, and what there is.</param>
    public static ProblemHttpResult NotFound(string detail) => TypedResults.Problem(detail, statusCode: StatusCodes.Status404NotFound);

    /// <summary>409: the request contradicts the present state.</summary>
    /// <param name="detail">What it contradicts.</param>
    public static ProblemHttpResult Conflict(string detail) => TypedResults.Problem(detail, statusCode: StatusCodes.Status409Conflict);

    /// <summary>422: the request is well-formed but cannot be acted on.</summary>
    /// <param name="detail">What is wrong and what is allowed.</param>
    public static ProblemHttpResult Unprocessable(string detail) => TypedResults.Problem(detail, statusCode: StatusCodes.Status422UnprocessableEntity);
}

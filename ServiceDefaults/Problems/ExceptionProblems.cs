using System.Net.Sockets;
using Lab.ServiceDefaults.Databases;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Npgsql;

namespace Lab.ServiceDefaults.Problems;

/// <summary>
/// Answers an exception with problem details that say what the caller can do about it. The exception itself goes to the
/// log only: its text may hold a path, a statement or a connection.
/// </summary>
internal sealed class ExceptionProblems(IProblemDetailsService problems) : IExceptionHandler
{
    public async ValueTask<bool> TryHandleAsync(HttpContext httpContext, Exception exception, CancellationToken cancellationToken)
    {
        var (status, detail) = Describe(exception);
        httpContext.Response.StatusCode = status;
        if (status == StatusCodes.Status503ServiceUnavailable)
        {
            httpContext.Response.Headers.RetryAfter = "2";
        }

        return await problems.TryWriteAsync(new ProblemDetailsContext
        {
            HttpContext = httpContext,
            ProblemDetails = new ProblemDetails { Status = status, Detail = detail },
        });
    }

    private static (int Status, string Detail) Describe(Exception exception) => exception switch
    {
        BadHttpRequestException bad => (bad.StatusCode, bad.Message),
        DatabaseNotReadyException notReady => (StatusCodes.Status503ServiceUnavailable, notReady.Message),
        NpgsqlException { InnerException: SocketException or TimeoutException or IOException } =>
            (StatusCodes.Status503ServiceUnavailable, "The service's database does not answer. Try again shortly."),
        PostgresException { SqlState: PostgresErrorCodes.AdminShutdown or PostgresErrorCodes.CannotConnectNow or PostgresErrorCodes.TooManyConnections } =>
            (StatusCodes.Status503ServiceUnavailable, "The service's database is not available now. Try again shortly."),
        _ => (StatusCodes.Status500InternalServerError, "The service failed to answer. Its log names the cause under this trace id."),
    };
}

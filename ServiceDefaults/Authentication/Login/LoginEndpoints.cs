using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.IdentityModel.JsonWebTokens;

namespace Lab.ServiceDefaults.Authentication.Login;

/// <summary>Exchanges a login code for an access token: as JSON for programs, as a cookie for browsers. Local run only.</summary>
internal static class LoginEndpoints
{
    public static void MapLogin(this WebApplication app)
    {
        if (app.Services.GetRequiredService<AuthenticationSettings>().SigningKey is null)
        {
            return;
        }

        // Now and not at the first login: it remembers when the service started.
        _ = app.Services.GetRequiredService<LoginCodes>();

        var login = app.MapGroup("").WithTags("login").AllowAnonymous();
        login.MapGet("/login", LogBrowserInAsync).WithSummary("Exchanges a login code for a session cookie and goes to the start page.");
        login.MapPost("/login", LogProgramInAsync).WithSummary("Exchanges a login code for an access token.");
        login.MapPost("/logout", LogOut).WithSummary("Removes the session cookie.");
    }

    private static async Task<Results<StatusCodeHttpResult, ProblemHttpResult>> LogBrowserInAsync(
        HttpContext context, LoginCodes codes, AccessTokens tokens, string? code = null)
    {
        var result = await codes.RedeemAsync(code ?? "");
        if (result is not { Outcome: LoginOutcome.Accepted, Code: { } accepted })
        {
            return Refuse(result.Outcome);
        }

        SessionCookie.Set(context, Issue(tokens, accepted), AccessTokens.Lifetime);
        context.Response.Headers.Location = "/";
        return TypedResults.StatusCode(StatusCodes.Status303SeeOther);
    }

    private static async Task<Results<Ok<LoginAnswer>, ProblemHttpResult>> LogProgramInAsync(LoginRequest request, LoginCodes codes, AccessTokens tokens)
    {
        var result = await codes.RedeemAsync(request.Code ?? "");
        return result is { Outcome: LoginOutcome.Accepted, Code: { } accepted }
            ? TypedResults.Ok(new LoginAnswer(Issue(tokens, accepted), "Bearer", (int)AccessTokens.Lifetime.TotalSeconds))
            : Refuse(result.Outcome);
    }

    private static NoContent LogOut(HttpContext context)
    {
        SessionCookie.Clear(context);
        return TypedResults.NoContent();
    }

    private static string Issue(AccessTokens tokens, JsonWebToken code)
    {
        var name = code.TryGetPayloadValue<string>(TokenNames.Name, out var value) ? value : code.Subject;
        return tokens.Issue(code.Subject, name, code.Claims.Where(c => c.Type == TokenNames.Roles).Select(c => c.Value));
    }

    private static ProblemHttpResult Refuse(LoginOutcome outcome) => TypedResults.Problem(
        outcome switch
        {
            LoginOutcome.Expired => "The login code has expired. Ask the AppHost for a new link: the catalog's command \"New login link\".",
            LoginOutcome.Used => "The login code was used already, or the service restarted since. Ask the AppHost for a new link: the catalog's command \"New login link\".",
            _ => "The login code is not valid. Use the link as the AppHost printed it, or ask it for a new one.",
        },
        statusCode: StatusCodes.Status401Unauthorized);
}

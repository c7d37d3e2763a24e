using Lab.Hosting.Embedded.Page.Contracts;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Configuration;

namespace Lab.Hosting.Embedded.Page.Api;

/// <summary>What concerns the application as a whole.</summary>
internal static class ApplicationRoutes
{
    public static void MapApplication(this IEndpointRouteBuilder api, IConfiguration configuration, Func<Uri> createLoginLink, DateTimeOffset startedAt)
    {
        api.MapGet("/application", () => new PageApplication(
            configuration["AppHost:DashboardApplicationName"] ?? "Application",
            startedAt.UtcDateTime,
            configuration["AppHost:Directory"]));
        api.MapPost("/login-links", () => new PageLoginLink(createLoginLink()));
    }
}

using System.Net;
using System.Net.Http.Headers;
using System.Text.RegularExpressions;
using Lab.Model;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Lab.Testing;

/// <summary>Asks every endpoint of a service without a token, without a role, and with each role of lab.json.</summary>
internal static partial class AuthorizationMatrix
{
    /// <param name="service">The service.</param>
    /// <param name="acting">The endpoints that only those may call who act in an activity, as <c>POST /path/{parameter}</c>; all others are for readers.</param>
    public static async Task ShouldHoldAsync<TProgram>(WebApplicationFactory<TProgram> service, IReadOnlyDictionary<string, string> acting)
        where TProgram : class
    {
        using var client = service.CreateClient(new WebApplicationFactoryClientOptions { AllowAutoRedirect = false });
        var lab = service.Services.GetRequiredService<LabDeclaration>();
        var guarded = Guarded(service.Services).ToList();
        guarded.ShouldNotBeEmpty();
        acting.Keys.ShouldBeSubsetOf(guarded.Select(e => $"{e.Method} {e.Pattern}"));

        foreach (var (method, pattern) in guarded)
        {
            var name = $"{method} {pattern}";
            (await AskAsync(client, method, pattern, token: null)).ShouldBe(HttpStatusCode.Unauthorized, name);
            (await AskAsync(client, method, pattern, LabKey.Token())).ShouldBe(HttpStatusCode.Forbidden, name);
            (await AskAsync(client, method, pattern, LabKey.Token("somebody-else"))).ShouldBe(HttpStatusCode.Forbidden, name);
            foreach (var role in lab.Roles)
            {
                var allowed = !acting.TryGetValue(name, out var activity) || lab.GetActivity(activity).Actors.Contains(role.Id);
                var status = await AskAsync(client, method, pattern, LabKey.Token(role.Id));
                (status is not (HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden)).ShouldBe(allowed, $"{name} as {role.Id}: {status}");
            }
        }
    }

    private static IEnumerable<(string Method, string Pattern)> Guarded(IServiceProvider services) =>
        from endpoint in services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
        where endpoint.Metadata.GetMetadata<IAllowAnonymous>() is null
        from method in endpoint.Metadata.GetMetadata<IHttpMethodMetadata>()?.HttpMethods ?? ["GET"]
        select (method, "/" + endpoint.RoutePattern.RawText!.Trim('/'));

    private static async Task<HttpStatusCode> AskAsync(HttpClient client, string method, string pattern, string? token)
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), Parameter().Replace(pattern, "no-such-thing"));
        request.Headers.Authorization = token is null ? null : new AuthenticationHeaderValue("Bearer", token);
        using var response = await client.SendAsync(request, TestContext.Current.CancellationToken);
        return response.StatusCode;
    }

    [GeneratedRegex(@"\{[^}]+\}")]
    private static partial Regex Parameter();
}

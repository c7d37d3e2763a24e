using System.Net;
using Lab.Model;
using Lab.ServiceDefaults.Authentication;
using Lab.Testing;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;

namespace Lab.ServiceDefaults.Tests.Authentication;

public sealed class PermissionTests
{
    [Fact]
    public async Task The_responsibility_matrix_decides_who_may_act_and_comment()
    {
        await using var service = await TestService.StartAsync(app =>
        {
            foreach (var activity in app.Services.GetRequiredService<LabDeclaration>().Activities)
            {
                app.MapPost($"/{activity.Id}/act", () => "").RequireActor(activity.Id);
                app.MapPost($"/{activity.Id}/comment", () => "").RequireCommenter(activity.Id);
                app.MapGet($"/{activity.Id}", () => "").RequireReader();
            }
        });
        var lab = service.Services.GetRequiredService<LabDeclaration>();

        foreach (var activity in lab.Activities)
        {
            foreach (var role in lab.Roles.Select(r => r.Id))
            {
                using var client = service.Client(LabKey.Token(role));
                (await client.GetAsync($"/{activity.Id}", TestContext.Current.CancellationToken)).StatusCode.ShouldBe(HttpStatusCode.OK);
                (await PostAsync(client, $"/{activity.Id}/act")).ShouldBe(Expected(activity.Actors.Contains(role)), $"{role} acts in {activity.Id}");
                (await PostAsync(client, $"/{activity.Id}/comment")).ShouldBe(Expected(activity.Commenters.Contains(role)), $"{role} comments {activity.Id}");
            }
        }
    }

    [Fact]
    public async Task Several_roles_add_up()
    {
        await using var service = await TestService.StartAsync(app => app.MapPost("/tune", () => "").RequireActor("performance-optimization"));

        (await PostAsync(service.Client(LabKey.Token("reader")), "/tune")).ShouldBe(HttpStatusCode.Forbidden);
        (await PostAsync(service.Client(LabKey.Token("reader", "research-lead")), "/tune")).ShouldBe(HttpStatusCode.OK);
    }

    private static HttpStatusCode Expected(bool allowed) => allowed ? HttpStatusCode.OK : HttpStatusCode.Forbidden;

    private static async Task<HttpStatusCode> PostAsync(HttpClient client, string path)
    {
        using var response = await client.PostAsync(new Uri(path, UriKind.Relative), null, TestContext.Current.CancellationToken);
        return response.StatusCode;
    }
}

using System.Net;
using System.Net.Http.Json;
using System.Security.Claims;
using System.Text.Json;
using Lab.ServiceDefaults.Authentication;
using Lab.Testing;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Time.Testing;

namespace Lab.ServiceDefaults.Tests.Authentication;

public sealed class LoginTests
{
    [Fact]
    public async Task A_program_exchanges_a_code_for_a_token()
    {
        await using var service = await StartAsync();

        var answer = await LogInAsync(service, LabKey.LoginCode(roles: ["dba", "no-role-of-the-lab"]));
        var body = await answer.Content.ReadFromJsonAsync<JsonElement>(TestContext.Current.CancellationToken);

        answer.StatusCode.ShouldBe(HttpStatusCode.OK);
        body.GetProperty("token_type").GetString().ShouldBe("Bearer");
        body.GetProperty("expires_in").GetInt32().ShouldBe(12 * 3600);
        (await service.Client(body.GetProperty("access_token").GetString()).GetStringAsync("/me", TestContext.Current.CancellationToken)).ShouldBe("tester: dba");
    }

    [Fact]
    public async Task A_browser_exchanges_a_code_for_a_cookie_that_scripts_do_not_see()
    {
        await using var service = await StartAsync();

        var answer = await service.Client().GetAsync($"/login?code={LabKey.LoginCode(roles: "reader")}", TestContext.Current.CancellationToken);
        var cookie = answer.Headers.GetValues("Set-Cookie").Single();

        answer.StatusCode.ShouldBe(HttpStatusCode.SeeOther);
        answer.Headers.Location!.ToString().ShouldBe("/");
        cookie.ShouldStartWith("lab-session=");
        cookie.ShouldContain("httponly");
        cookie.ShouldContain("samesite=strict");
        var token = cookie["lab-session=".Length..cookie.IndexOf(';', StringComparison.Ordinal)];
        (await service.Client(cookie: token).GetStringAsync("/me", TestContext.Current.CancellationToken)).ShouldBe("tester: reader");
        (await service.Client(cookie: token).GetStringAsync("/", TestContext.Current.CancellationToken)).ShouldContain("Logged in as tester");
    }

    [Fact]
    public async Task A_code_is_good_once()
    {
        await using var service = await StartAsync();
        var code = LabKey.LoginCode(roles: "dba");

        (await LogInAsync(service, code)).StatusCode.ShouldBe(HttpStatusCode.OK);

        await ShouldBeRefusedAsync(await LogInAsync(service, code), "used");
    }

    [Fact]
    public async Task A_code_is_good_once_when_many_use_it_at_once()
    {
        await using var service = await StartAsync();
        var code = LabKey.LoginCode(roles: "dba");

        var answers = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => LogInAsync(service, code)));

        answers.Count(a => a.StatusCode == HttpStatusCode.OK).ShouldBe(1);
    }

    [Fact]
    public async Task A_code_expires()
    {
        var clock = new FakeTimeProvider(DateTimeOffset.UtcNow);
        await using var service = await StartAsync(clock);
        var code = LabKey.LoginCode(roles: "dba");

        clock.Advance(TimeSpan.FromMinutes(11));

        await ShouldBeRefusedAsync(await LogInAsync(service, code), "expired");
    }

    [Fact]
    public async Task A_code_waits_for_its_first_use()
    {
        var clock = new FakeTimeProvider(DateTimeOffset.UtcNow);
        await using var service = await StartAsync(clock);
        var code = LabKey.LoginCode(clock.GetUtcNow().UtcDateTime, roles: "dba");

        clock.Advance(TimeSpan.FromMinutes(9));

        (await LogInAsync(service, code)).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task A_code_from_before_a_restart_is_not_good_again()
    {
        await using var service = await StartAsync();

        await ShouldBeRefusedAsync(await LogInAsync(service, LabKey.LoginCode(DateTime.UtcNow.AddMinutes(-1), roles: "dba")), "used");
    }

    public static TheoryData<string> NoCodes => ["", "no-code", LabKey.LoginCode(audience: "lab", roles: "dba"), LabKey.Token("dba"), LabKey.LoginCode(roles: "dba") + "x"];

    [Theory]
    [MemberData(nameof(NoCodes))]
    public async Task What_is_no_code_is_refused(string code)
    {
        await using var service = await StartAsync();

        await ShouldBeRefusedAsync(await LogInAsync(service, code), "not valid");
        (await service.Client().GetAsync($"/login?code={code}", TestContext.Current.CancellationToken)).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
    }

    [Theory]
    [InlineData("same-origin", null, HttpStatusCode.OK)]
    [InlineData(null, "http://localhost", HttpStatusCode.OK)]
    [InlineData("same-site", "http://localhost:9999", HttpStatusCode.Unauthorized)]
    [InlineData("cross-site", "https://evil.example", HttpStatusCode.Unauthorized)]
    [InlineData(null, "http://localhost:9999", HttpStatusCode.Unauthorized)]
    [InlineData(null, null, HttpStatusCode.Unauthorized)]
    public async Task A_cookie_changes_something_only_from_the_services_own_pages(string? fetchSite, string? origin, HttpStatusCode expected)
    {
        await using var service = await StartAsync();
        using var client = service.Client(cookie: LabKey.Token("dba"));
        using var request = new HttpRequestMessage(HttpMethod.Post, "/change");
        if (fetchSite is not null)
        {
            request.Headers.Add("Sec-Fetch-Site", fetchSite);
        }

        if (origin is not null)
        {
            request.Headers.Add("Origin", origin);
        }

        (await client.SendAsync(request, TestContext.Current.CancellationToken)).StatusCode.ShouldBe(expected);
    }

    [Fact]
    public async Task Logging_out_removes_the_cookie()
    {
        await using var service = await StartAsync();

        var answer = await service.Client().PostAsync(new Uri("/logout", UriKind.Relative), null, TestContext.Current.CancellationToken);

        answer.StatusCode.ShouldBe(HttpStatusCode.NoContent);
        answer.Headers.GetValues("Set-Cookie").Single().ShouldContain("expires=Thu, 01 Jan 1970");
    }

    private static Task<TestService> StartAsync(TimeProvider? clock = null) => TestService.StartAsync(
        app =>
        {
            app.MapGet("/me", (ClaimsPrincipal user) => $"{user.Identity!.Name}: {string.Join(' ', user.FindAll("roles").Select(c => c.Value))}").RequireReader();
            app.MapPost("/change", () => "changed").RequireReader();
        },
        builder =>
        {
            if (clock is not null)
            {
                builder.Services.Replace(ServiceDescriptor.Singleton(clock));
            }
        });

    private static Task<HttpResponseMessage> LogInAsync(TestService service, string code) =>
        service.Client().PostAsJsonAsync("/login", new { code }, TestContext.Current.CancellationToken);

    private static async Task ShouldBeRefusedAsync(HttpResponseMessage answer, string reason)
    {
        answer.StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        answer.Content.Headers.ContentType!.MediaType.ShouldBe("application/problem+json");
        (await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)).ShouldContain(reason);
        answer.Headers.Contains("Set-Cookie").ShouldBeFalse();
    }
}

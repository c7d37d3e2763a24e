using System.Net;
using System.Net.Http.Headers;
using Lab.Hosting.Embedded.Page.Access;

namespace Lab.Embedded.Tests.Page;

public sealed class PageAccessTests : IAsyncLifetime
{
    private readonly PageApplication app = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => await app.StartAsync();

    public ValueTask DisposeAsync() => app.DisposeAsync();

    [Fact]
    public async Task Without_login_the_page_says_how_and_the_API_gives_nothing()
    {
        using var client = app.CreateClient();

        var page = await client.GetAsync("/", Token);
        page.StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        (await page.Content.ReadAsStringAsync(Token)).ShouldContain("Log in first");

        foreach (var path in (string[])["/api/resources", "/api/resources/web", "/api/resources/stream", "/api/resources/web/logs", "/api/application", "/api/nothing"])
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, path) { Headers = { Accept = { new("text/event-stream") } } };
            var answer = await client.SendAsync(request, Token);
            answer.StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
            answer.Content.Headers.ContentType!.MediaType.ShouldBe("application/problem+json");
        }
    }

    [Fact]
    public async Task A_login_link_works_once_and_gives_a_cookie_that_scripts_and_other_sites_do_not_get()
    {
        var link = app.Page.CreateLoginLink();
        link.ToString().ShouldStartWith($"http://localhost:{app.Address.Port}/login?t=");
        using var client = app.CreateClient();

        var login = await client.GetAsync(link, Token);

        login.StatusCode.ShouldBe(HttpStatusCode.OK);
        var cookie = login.Headers.GetValues("Set-Cookie").ShouldHaveSingleItem();
        cookie.ShouldContain("httponly");
        cookie.ShouldContain("samesite=strict");
        (await client.GetAsync("/", Token)).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await client.GetAsync("/api/resources", Token)).StatusCode.ShouldBe(HttpStatusCode.OK);

        using var other = app.CreateClient();
        var again = await other.GetAsync(link, Token);
        again.StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        (await again.Content.ReadAsStringAsync(Token)).ShouldContain("This link does not work");
        (await other.GetAsync("/", Token)).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        (await client.GetAsync(link, Token)).StatusCode.ShouldBe(HttpStatusCode.OK, "who is logged in may use the link of a history");
    }

    [Theory]
    [InlineData("/login")]
    [InlineData("/login?t=")]
    [InlineData("/login?t=wrong")]
    public async Task A_wrong_link_is_refused(string path)
    {
        using var client = app.CreateClient();

        (await client.GetAsync(path, Token)).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
    }

    [Fact]
    public async Task A_program_uses_the_key_of_the_state_folder()
    {
        using var program = app.CreateProgram();
        (await program.GetAsync("/api/resources", Token)).StatusCode.ShouldBe(HttpStatusCode.OK);

        program.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", "wrong");
        (await program.GetAsync("/api/resources", Token)).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
    }

    [Fact]
    public async Task A_program_gets_a_login_link_for_its_user()
    {
        using var program = app.CreateProgram();
        var answer = await program.PostAsync("/api/login-links", content: null, Token);
        var link = (await PageApplication.JsonAsync(answer)).GetProperty("url").GetString()!;

        using var browser = app.CreateClient();
        (await browser.GetAsync(link, Token)).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public void The_key_is_kept_for_its_owner_alone()
    {
        if (OperatingSystem.IsWindows())
        {
            Assert.Skip("Windows has no modes of files.");
            return;
        }

        var file = Path.Combine(app.Home, "page.key");
        var home = Lab.State.LabHome.Open(app.Home);
        var key = File.ReadAllText(file).Trim();

        File.GetUnixFileMode(file).ShouldBe(UnixFileMode.UserRead | UnixFileMode.UserWrite);
        PageKey.Open(home).Matches(key).ShouldBeTrue();

        File.SetUnixFileMode(file, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.OtherRead);
        PageKey.Open(home).Matches(key).ShouldBeFalse("a key that others could read is worth nothing");
    }

    [Theory]
    [InlineData("evil.example")]
    [InlineData("localhost.evil.example")]
    [InlineData("127.0.0.2")]
    public async Task A_foreign_host_name_is_refused(string host)
    {
        using var program = app.CreateProgram();
        program.DefaultRequestHeaders.Host = $"{host}:{app.Address.Port}";

        var answer = await program.GetAsync("/api/resources", Token);

        answer.StatusCode.ShouldBe(HttpStatusCode.MisdirectedRequest);
        (await answer.Content.ReadAsStringAsync(Token)).ShouldContain("allowed: localhost, 127.0.0.1");
    }

    [Fact]
    public async Task A_browser_writes_from_the_page_alone()
    {
        using var browser = await app.CreateBrowserAsync();
        async Task<HttpStatusCode> WriteAsync(string? origin)
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, "/api/login-links");
            if (origin is not null)
            {
                request.Headers.Add("Origin", origin);
            }

            return (await browser.SendAsync(request, Token)).StatusCode;
        }

        (await WriteAsync(app.Address.GetLeftPart(UriPartial.Authority))).ShouldBe(HttpStatusCode.OK);
        (await WriteAsync(null)).ShouldBe(HttpStatusCode.Forbidden);
        (await WriteAsync("https://evil.example")).ShouldBe(HttpStatusCode.Forbidden);
        (await WriteAsync("http://localhost:1")).ShouldBe(HttpStatusCode.Forbidden);
        (await WriteAsync("null")).ShouldBe(HttpStatusCode.Forbidden);
    }

    [Fact]
    public async Task Every_answer_forbids_foreign_content_and_framing()
    {
        using var browser = await app.CreateBrowserAsync();
        foreach (var path in (string[])["/", "/assets/app.js", "/api/resources", "/nothing"])
        {
            var answer = await browser.GetAsync(path, Token);
            var policy = answer.Headers.GetValues("Content-Security-Policy").Single();
            policy.ShouldContain("default-src 'none'");
            policy.ShouldContain("frame-ancestors 'none'");
            policy.ShouldNotContain("unsafe");
            answer.Headers.GetValues("X-Content-Type-Options").ShouldBe(["nosniff"]);
            answer.Headers.GetValues("Referrer-Policy").ShouldBe(["no-referrer"]);
            answer.Headers.Contains("Access-Control-Allow-Origin").ShouldBeFalse();
        }
    }

    [Fact]
    public void Tokens_are_used_up_and_the_oldest_of_many_is_forgotten()
    {
        var tokens = new LoginTokens();
        var first = tokens.Issue();
        var others = Enumerable.Range(0, 32).Select(_ => tokens.Issue()).ToArray();

        tokens.Redeem(first).ShouldBeFalse();
        others.ShouldAllBe(token => tokens.Redeem(token));
        others.ShouldAllBe(token => !tokens.Redeem(token));
    }

    [Fact]
    public void A_session_ends_when_it_is_not_used_for_a_day()
    {
        var time = new Microsoft.Extensions.Time.Testing.FakeTimeProvider();
        var sessions = new PageSessions(time);
        var secret = sessions.Create();

        time.Advance(PageSessions.Idle - TimeSpan.FromSeconds(1));
        sessions.Use(secret).ShouldBeTrue();
        time.Advance(PageSessions.Idle);
        sessions.Use(secret).ShouldBeTrue();
        time.Advance(PageSessions.Idle + TimeSpan.FromSeconds(1));
        sessions.Use(secret).ShouldBeFalse();
        sessions.Use("wrong").ShouldBeFalse();
    }
}

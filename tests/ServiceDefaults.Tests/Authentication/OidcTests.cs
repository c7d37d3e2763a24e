using System.Net;
using System.Security.Cryptography;
using Lab.ServiceDefaults.Authentication;
using Lab.Testing;
using Microsoft.AspNetCore.Builder;
using Microsoft.IdentityModel.Tokens;

namespace Lab.ServiceDefaults.Tests.Authentication;

public sealed class OidcTests
{
    private static readonly Dictionary<string, object> Dba = new() { ["roles"] = new[] { "dba" } };

    [Fact]
    public async Task A_token_of_the_authority_opens_what_its_roles_open()
    {
        await using var authority = await OidcAuthority.StartAsync();
        await using var service = await StartAsync(authority);

        (await AskAsync(service, authority.Token("lab-services", Dba))).ShouldBe(HttpStatusCode.OK);
        (await AskAsync(service, authority.Token("lab-services", new() { ["roles"] = new[] { "reader" } }))).ShouldBe(HttpStatusCode.Forbidden);
    }

    [Fact]
    public async Task Roles_may_stand_deeper_in_the_token()
    {
        await using var authority = await OidcAuthority.StartAsync();
        await using var service = await StartAsync(authority, ("Authentication:RoleClaim", "realm_access.roles"));
        var nested = new Dictionary<string, object> { ["realm_access"] = new Dictionary<string, object> { ["roles"] = new[] { "offline", "dba" } } };

        (await AskAsync(service, authority.Token("lab-services", nested))).ShouldBe(HttpStatusCode.OK);
        (await AskAsync(service, authority.Token("lab-services", Dba))).ShouldBe(HttpStatusCode.Forbidden);
    }

    [Fact]
    public async Task A_role_claim_may_have_an_address_for_a_name()
    {
        await using var authority = await OidcAuthority.StartAsync();
        await using var service = await StartAsync(authority, ("Authentication:RoleClaim", "https://lab.example/roles"));

        (await AskAsync(service, authority.Token("lab-services", new() { ["https://lab.example/roles"] = new[] { "dba" } }))).ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Tokens_of_others_are_refused()
    {
        await using var authority = await OidcAuthority.StartAsync();
        await using var service = await StartAsync(authority);
        using var otherKey = RSA.Create(2048);

        (await AskAsync(service, authority.Token("another-audience", Dba))).ShouldBe(HttpStatusCode.Unauthorized);
        (await AskAsync(service, authority.Token("lab-services", Dba, otherKey))).ShouldBe(HttpStatusCode.Unauthorized);
        (await AskAsync(service, LabKey.Token("dba"))).ShouldBe(HttpStatusCode.Unauthorized);
        (await AskAsync(service, LabKey.Sign(new SecurityTokenDescriptor
        {
            Issuer = authority.Address,
            Audience = "lab-services",
            Subject = LabKey.Person("tester", "dba"),
            SigningCredentials = new SigningCredentials(new SymmetricSecurityKey(authority.PublicKey) { KeyId = "k1" }, SecurityAlgorithms.HmacSha256),
        }))).ShouldBe(HttpStatusCode.Unauthorized);
    }

    [Fact]
    public async Task The_login_of_the_local_run_is_not_there()
    {
        await using var authority = await OidcAuthority.StartAsync();
        await using var service = await StartAsync(authority);

        (await service.Client(authority.Token("lab-services", Dba)).GetAsync("/login?code=x", TestContext.Current.CancellationToken)).StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    private static Task<TestService> StartAsync(OidcAuthority authority, params (string, string)[] more) => TestService.StartAsync(
        [("Authentication:Authority", authority.Address), ("Authentication:Audience", "lab-services"), .. more],
        app => app.MapGet("/secure", () => "").RequireActor("security-implementation"));

    private static async Task<HttpStatusCode> AskAsync(TestService service, string token) =>
        (await service.Client(token).GetAsync("/secure", TestContext.Current.CancellationToken)).StatusCode;
}

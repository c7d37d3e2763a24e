using System.Net;
using System.Security.Claims;
using Lab.ServiceDefaults.Authentication;
using Lab.Testing;
using Microsoft.AspNetCore.Builder;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace Lab.ServiceDefaults.Tests.Authentication;

public sealed class LocalTokenTests
{
    [Fact]
    public async Task A_token_of_the_lab_names_its_bearer()
    {
        await using var service = await StartAsync();

        (await service.Client(LabKey.Token("reader")).GetStringAsync("/me", TestContext.Current.CancellationToken)).ShouldBe("tester");
    }

    [Fact]
    public async Task No_token_is_answered_with_a_challenge()
    {
        await using var service = await StartAsync();

        var response = await service.Client().GetAsync("/me", TestContext.Current.CancellationToken);

        response.StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        response.Headers.WwwAuthenticate.Single().Scheme.ShouldBe("Bearer");
        response.Content.Headers.ContentType!.MediaType.ShouldBe("application/problem+json");
    }

    public static TheoryData<string> Forged =>
    [
        LabKey.Sign(Descriptor(), key: "another-key-that-is-long-enough-to-be-one"),
        LabKey.Sign(Descriptor(d => d.Issuer = "lab-apphost")),
        LabKey.Sign(Descriptor(d => d.Audience = "another-lab")),
        LabKey.Sign(Descriptor(d => d.Expires = DateTime.UtcNow.AddHours(-1))),
        LabKey.Sign(Descriptor(d => d.NotBefore = DateTime.UtcNow.AddHours(1))),
        LabKey.Sign(Descriptor(d => d.SigningCredentials = new SigningCredentials(new SymmetricSecurityKey("a-signing-key-that-only-tests-know-and-use-and-that-is-longer-still"u8.ToArray()), SecurityAlgorithms.HmacSha512))),
        LabKey.LoginCode(roles: "dba"),
        new JsonWebTokenHandler().CreateToken(Descriptor()),
        "not-a-token",
    ];

    [Theory]
    [MemberData(nameof(Forged))]
    public async Task What_is_not_a_token_of_the_lab_is_refused(string token)
    {
        await using var service = await StartAsync();

        (await service.Client(token).GetAsync("/me", TestContext.Current.CancellationToken)).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
    }

    [Fact]
    public async Task A_role_that_the_lab_does_not_have_opens_nothing()
    {
        await using var service = await StartAsync();

        (await service.Client(LabKey.Token("administrator")).GetAsync("/me", TestContext.Current.CancellationToken)).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
    }

    [Fact]
    public async Task An_endpoint_that_names_no_policy_is_not_open()
    {
        await using var service = await StartAsync();

        (await service.Client().GetAsync("/forgotten", TestContext.Current.CancellationToken)).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        (await service.Client(LabKey.Token()).GetAsync("/forgotten", TestContext.Current.CancellationToken)).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        (await service.Client(LabKey.Token("reader")).GetAsync("/forgotten", TestContext.Current.CancellationToken)).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    private static Task<TestService> StartAsync() => TestService.StartAsync(app =>
    {
        app.MapGet("/me", (ClaimsPrincipal user) => user.Identity!.Name).RequireReader();
        app.MapGet("/forgotten", () => "forgotten");
    });

    private static SecurityTokenDescriptor Descriptor(Action<SecurityTokenDescriptor>? change = null)
    {
        var descriptor = new SecurityTokenDescriptor
        {
            Issuer = "lab",
            Audience = "lab",
            Subject = LabKey.Person("tester", "dba"),
            NotBefore = DateTime.UtcNow.AddHours(-2),
            Expires = DateTime.UtcNow.AddHours(2),
        };
        change?.Invoke(descriptor);
        return descriptor;
    }
}

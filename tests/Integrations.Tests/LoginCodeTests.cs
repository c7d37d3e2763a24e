using System.Text;
using Aspire.Hosting;
using Lab.Hosting.Integrations;
using Lab.Hosting.Integrations.Authentication;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace Lab.Integrations.Tests;

public sealed class LoginCodeTests
{
    private const string Key = "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef";

    [Fact]
    public async Task A_code_is_signed_names_who_it_is_for_and_ends_soon()
    {
        var now = DateTimeOffset.FromUnixTimeSeconds(DateTimeOffset.UtcNow.ToUnixTimeSeconds());

        var code = LoginCode.Sign(Key, "ada", ["dba", "research-lead"], now);

        var result = await new JsonWebTokenHandler().ValidateTokenAsync(code, Validation(LoginCode.Audience));
        result.IsValid.ShouldBeTrue();
        var token = (JsonWebToken)result.SecurityToken;
        token.Subject.ShouldBe("ada");
        token.Claims.Where(c => c.Type == "roles").Select(c => c.Value).ShouldBe(["dba", "research-lead"]);
        token.ValidTo.ShouldBe((now + TimeSpan.FromMinutes(10)).UtcDateTime);
    }

    [Fact]
    public async Task A_code_is_no_access_token()
    {
        var code = LoginCode.Sign(Key, "ada", ["dba"], DateTimeOffset.UtcNow);

        (await new JsonWebTokenHandler().ValidateTokenAsync(code, Validation("lab"))).IsValid.ShouldBeFalse();
    }

    [Fact]
    public void No_two_codes_are_the_same()
    {
        var now = DateTimeOffset.UtcNow;

        LoginCode.Sign(Key, "ada", ["dba"], now).ShouldNotBe(LoginCode.Sign(Key, "ada", ["dba"], now));
    }

    [Fact]
    public void A_role_that_is_not_declared_is_refused()
    {
        var app = TestApplication.Run(("Lab:Login:Roles", "dba, astronaut"));
        var service = app.AddContainer("catalog", "x").WithHttpEndpoint(name: "http");

        Should.Throw<DistributedApplicationException>(() => service.WithLoginLink(app.AddLabAuthentication(), TestApplication.Lab))
            .Message.ShouldBe("Lab:Login:Roles names the role 'astronaut'; allowed are dba, infrastructure, data-scientist, research-lead, reader.");
    }

    [Fact]
    public async Task In_the_manifest_services_are_told_an_authority_and_never_a_key()
    {
        var app = TestApplication.Publish();
        var service = app.AddContainer("catalog", "x").WithLabAuthentication(app.AddLabAuthentication());

        var environment = await TestApplication.EnvironmentAsync(service.Resource, app.ExecutionContext);

        environment.Keys.ShouldBe(["Authentication__Authority", "Authentication__Audience"]);
    }

    private static TokenValidationParameters Validation(string audience) => new()
    {
        ValidIssuer = LoginCode.Issuer,
        ValidAudience = audience,
        IssuerSigningKey = new SymmetricSecurityKey(Encoding.UTF8.GetBytes(Key)),
    };
}

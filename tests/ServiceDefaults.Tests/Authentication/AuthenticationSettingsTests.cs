using Lab.ServiceDefaults.Authentication;
using Microsoft.Extensions.Configuration;

namespace Lab.ServiceDefaults.Tests.Authentication;

public sealed class AuthenticationSettingsTests
{
    [Fact]
    public void Without_key_and_authority_the_service_does_not_start() =>
        Refused().ShouldBe("Authentication is not configured: set Authentication__SigningKey (local run; the AppHost does) or Authentication__Authority and Authentication__Audience (OIDC).");

    [Fact]
    public void Empty_values_are_no_values() =>
        Refused(("SigningKey", ""), ("Authority", " ")).ShouldStartWith("Authentication is not configured");

    [Fact]
    public void Key_and_authority_together_are_refused() =>
        Refused(("SigningKey", new string('k', 32)), ("Authority", "https://login.example.org"), ("Audience", "lab")).ShouldContain("not both");

    [Fact]
    public void A_short_key_is_refused_and_not_repeated()
    {
        var message = Refused(("SigningKey", "short-secret"));

        message.ShouldContain("12 bytes, at least 32");
        message.ShouldNotContain("short-secret");
    }

    [Fact]
    public void An_authority_needs_an_audience() =>
        Refused(("Authority", "https://login.example.org")).ShouldContain("Authentication__Audience is missing");

    [Theory]
    [InlineData("http://login.example.org")]
    [InlineData("login.example.org")]
    [InlineData("ftp://login.example.org")]
    public void An_authority_is_an_https_address(string authority) =>
        Refused(("Authority", authority), ("Audience", "lab")).ShouldContain("https address");

    [Fact]
    public void A_refusal_is_one_line() => Refused().ShouldNotContain("\n");

    [Fact]
    public void An_authority_on_this_machine_may_do_without_tls() =>
        Read(("Authority", "http://localhost:8080/realms/lab"), ("Audience", "lab")).Authority.ShouldNotBeNull();

    private static string Refused(params (string Key, string Value)[] settings) =>
        Should.Throw<ServiceConfigurationException>(() => Read(settings)).Message;

    private static AuthenticationSettings Read(params (string Key, string Value)[] settings) => AuthenticationSettings.Read(
        new ConfigurationBuilder().AddInMemoryCollection(settings.Select(s => KeyValuePair.Create($"Authentication:{s.Key}", (string?)s.Value))).Build());
}

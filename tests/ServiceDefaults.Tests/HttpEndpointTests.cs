using Lab.ServiceDefaults.Http;

namespace Lab.ServiceDefaults.Tests;

public sealed class HttpEndpointTests
{
    [Theory]
    [InlineData("http://localhost:8000", null, null)]
    [InlineData("Endpoint=http://localhost:8000", null, null)]
    [InlineData("endpoint=http://localhost:8000;Username=neo4j;Password='p;w=x'", "neo4j", "p;w=x")]
    public void An_address_is_read_in_both_forms(string text, string? user, string? password) =>
        HttpEndpoint.Parse(text).ShouldBe(new HttpEndpoint(new Uri("http://localhost:8000"), user, password));

    [Theory]
    [InlineData("")]
    [InlineData("Endpoint=;Password=hush")]
    [InlineData("Password=hush")]
    [InlineData("hush")]
    [InlineData("ftp://hush")]
    public void Whatever_else_is_refused_without_repeating_it(string text) =>
        Should.Throw<FormatException>(() => HttpEndpoint.Parse(text)).Message.ShouldNotContain("hush");
}

using Aspire.Hosting.ApplicationModel;
using Lab.Hosting.Integrations;

namespace Lab.Integrations.Tests;

public sealed class ConnectionStringTests
{
    [Fact]
    public void Dragonflys_connection_string_is_StackExchanges()
    {
        var server = TestApplication.Publish().AddDragonfly("cache").Resource;

        server.ConnectionStringExpression.ValueExpression.ShouldBe("{cache.bindings.tcp.host}:{cache.bindings.tcp.port},password={cache-password.value}");
        server.UriExpression.ValueExpression.ShouldBe("redis://:{cache-password.value}@{cache.bindings.tcp.host}:{cache.bindings.tcp.port}");
    }

    [Fact]
    public async Task Dragonfly_by_TLS_says_so()
    {
        var server = TestApplication.Run(("Parameters:cache-password", "secret")).AddDragonfly("cache").Resource;
        var endpoint = server.PrimaryEndpoint.EndpointAnnotation;
        endpoint.AllocatedEndpoint = new AllocatedEndpoint(endpoint, "localhost", 6380);
        endpoint.TlsEnabled = true;

        (await ConnectionStringAsync(server)).ShouldBe("localhost:6380,password=secret,ssl=true");
    }

    [Fact]
    public void Chromas_connection_string_names_its_endpoint() =>
        TestApplication.Publish().AddChroma("chroma").Resource.ConnectionStringExpression.ValueExpression.ShouldBe("Endpoint={chroma.bindings.http.url}");

    [Fact]
    public async Task Neo4js_connection_string_has_both_protocols_and_the_credentials()
    {
        var server = TestApplication.Run(("Parameters:graph-password", "secret")).AddNeo4j("graph").Resource;
        foreach (var (endpoint, port) in new[] { (server.HttpEndpoint, 7474), (server.BoltEndpoint, 7687) })
        {
            endpoint.EndpointAnnotation.AllocatedEndpoint = new AllocatedEndpoint(endpoint.EndpointAnnotation, "localhost", port);
        }

        (await ConnectionStringAsync(server)).ShouldBe("Endpoint=http://localhost:7474;Bolt=bolt://localhost:7687;Username=neo4j;Password=secret");
    }

    [Fact]
    public void Connection_properties_have_Aspires_names()
    {
        var app = TestApplication.Publish();

        Names(app.AddDragonfly("cache").Resource).ShouldBe(["Host", "Port", "Password", "Uri"]);
        Names(app.AddChroma("chroma").Resource).ShouldBe(["Host", "Port", "Uri"]);
        Names(app.AddNeo4j("graph").Resource).ShouldBe(["Host", "Port", "Username", "Password", "Uri", "HttpUri"]);
    }

    private static IEnumerable<string> Names(IResourceWithConnectionString resource) => resource.GetConnectionProperties().Select(p => p.Key);

    private static ValueTask<string?> ConnectionStringAsync(IResourceWithConnectionString resource) =>
        resource.GetConnectionStringAsync(TestContext.Current.CancellationToken);
}

using System.Net;
using System.Text;
using Aspire.Hosting.ApplicationModel;
using Lab.Hosting.Integrations;
using Lab.Hosting.Integrations.Engines;
using Lab.Hosting.Integrations.Neo4j;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Lab.Integrations.Tests;

public sealed class Neo4jHealthCheckTests
{
    [Fact]
    public async Task It_signs_in_and_runs_a_query()
    {
        var server = new AnsweringClients(_ => new HttpResponseMessage(HttpStatusCode.Accepted));

        (await CheckAsync(server)).Status.ShouldBe(HealthStatus.Healthy);

        server.Request!.RequestUri!.ToString().ShouldBe("http://localhost:7474/db/neo4j/query/v2");
        server.Request.Headers.Authorization!.Parameter.ShouldBe(Convert.ToBase64String(Encoding.UTF8.GetBytes("neo4j:secret")));
        server.Body.ShouldBe("""{"statement":"RETURN 1"}""");
    }

    [Fact]
    public async Task A_refused_password_is_unhealthy() =>
        (await CheckAsync(new AnsweringClients(_ => new HttpResponseMessage(HttpStatusCode.Unauthorized)))).Description.ShouldBe("The Query API answers 401.");

    [Fact]
    public async Task A_server_that_is_not_there_is_unhealthy() =>
        (await CheckAsync(new AnsweringClients(_ => throw new HttpRequestException("Connection refused")))).Description.ShouldBe("The Query API is not reached: Connection refused");

    [Fact]
    public async Task A_server_with_TLS_is_unhealthy_before_the_labs_authority_exists() =>
        (await CheckAsync(new AnsweringClients(_ => new HttpResponseMessage(HttpStatusCode.Accepted)), scheme: "https")).Description.ShouldBe(LabAuthority.Absent);

    private static Task<HealthCheckResult> CheckAsync(AnsweringClients clients, string scheme = "http")
    {
        var server = TestApplication.Run(("Parameters:graph-password", "secret")).AddNeo4j("graph").Resource;
        var endpoint = server.HttpEndpoint.EndpointAnnotation;
        endpoint.UriScheme = scheme;
        endpoint.AllocatedEndpoint = new AllocatedEndpoint(endpoint, "localhost", 7474);
        return new Neo4jHealthCheck(server, clients, certificateAuthority: "").CheckHealthAsync(new HealthCheckContext(), TestContext.Current.CancellationToken);
    }
}

using System.Net.Sockets;
using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;

namespace Lab.Embedded.Tests.Builders;

public sealed class EndpointTests : IDisposable
{
    private readonly DeclaredApplication application = DeclaredApplication.ToRun();

    public void Dispose() => application.Dispose();

    [Fact]
    public void An_endpoint_is_named_after_its_scheme_unless_it_has_a_name()
    {
        var resource = Container().WithEndpoint(targetPort: 1).WithHttpEndpoint().WithHttpsEndpoint(name: "secure").WithEndpoint(scheme: "bolt").Resource;

        resource.Annotations.OfType<EndpointAnnotation>().Select(endpoint => (endpoint.Name, endpoint.UriScheme, endpoint.Transport)).ShouldBe(
            [("tcp", "tcp", "tcp"), ("http", "http", "http"), ("secure", "https", "http"), ("bolt", "bolt", "tcp")]);
    }

    [Fact]
    public void An_endpoint_takes_ports_proxying_and_protocol()
    {
        var endpoint = Container().WithEndpoint(port: 53, targetPort: 5353, name: "dns", isProxied: false, isExternal: true, protocol: ProtocolType.Udp).Resource
            .Annotations.OfType<EndpointAnnotation>().Single();

        (endpoint.Port, endpoint.TargetPort, endpoint.IsProxied, endpoint.IsExternal, endpoint.Protocol, endpoint.UriScheme).ShouldBe(
            (53, 5353, false, true, ProtocolType.Udp, "udp"));
    }

    [Fact]
    public void Two_endpoints_of_a_name_are_refused_with_the_way_out() =>
        Should.Throw<DistributedApplicationException>(() => Container().WithHttpEndpoint().WithHttpEndpoint(name: "HTTP")).Message.ShouldBe(
            "Endpoint with name 'HTTP' already exists on resource 'c'. " +
            "An endpoint without a name is named after its scheme ('http', 'https', 'tcp'): give each endpoint a name of its own.");

    [Fact]
    public void An_endpoint_can_be_changed_and_is_made_only_when_wanted()
    {
        var resource = Container().WithHttpEndpoint()
            .WithEndpoint("http", endpoint => endpoint.Port = 80)
            .WithEndpoint("absent", _ => Assert.Fail("There is none."), createIfNotExists: false)
            .WithEndpoint("made", endpoint => endpoint.UriScheme = "amqp").Resource;

        resource.Annotations.OfType<EndpointAnnotation>().Select(endpoint => (endpoint.Name, endpoint.UriScheme, endpoint.Port)).ShouldBe(
            [("http", "http", 80), ("made", "amqp", null)]);
    }

    [Fact]
    public async Task A_resource_is_told_its_target_port_by_a_variable()
    {
        var resource = Container().WithHttpEndpoint(targetPort: 8080, env: "PORT").Resource;
        DeclaredApplication.Allocate(resource);

        (await application.EnvironmentOf(resource)).ShouldContainKeyAndValue("PORT", "8080");
    }

    [Fact]
    public void Only_http_endpoints_are_made_external()
    {
        var resource = Container().WithHttpEndpoint().WithHttpsEndpoint().WithEndpoint(scheme: "bolt").WithExternalHttpEndpoints().Resource;

        resource.Annotations.OfType<EndpointAnnotation>().Where(endpoint => endpoint.IsExternal).Select(endpoint => endpoint.Name).ShouldBe(["http", "https"]);
    }

    [Fact]
    public async Task Http2_is_spoken_by_endpoints_that_are_declared_later_too()
    {
        var resource = Container().AsHttp2Service().WithHttpEndpoint().WithEndpoint(scheme: "bolt").Resource;
        await using var built = application.Builder.Build();

        await application.Builder.Eventing.PublishAsync(
            new BeforeStartEvent(built.Services, new DistributedApplicationModel(application.Builder.Resources)), TestContext.Current.CancellationToken);

        resource.Annotations.OfType<EndpointAnnotation>().Select(endpoint => endpoint.Transport).ShouldBe(["http2", "tcp"]);
    }

    private IResourceBuilder<ContainerResource> Container() => application.Builder.AddContainer("c", "image");
}

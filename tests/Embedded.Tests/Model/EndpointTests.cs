using System.Net.Sockets;
using Aspire.Hosting.ApplicationModel;

namespace Lab.Embedded.Tests.Model;

public class EndpointTests
{
    private readonly TestResource resource = new("pg");

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_value_waits_until_the_address_is_known()
    {
        var endpoint = resource.AddEndpoint();
        var value = resource.GetEndpoint("tcp").GetValueAsync(Cancellation).AsTask();
        value.IsCompleted.ShouldBeFalse();

        endpoint.AllocatedEndpoint = new(endpoint, "localhost", 5432);

        (await value).ShouldBe("tcp://localhost:5432");
    }

    [Fact]
    public async Task Waiting_for_the_address_can_be_given_up()
    {
        resource.AddEndpoint();
        using var cancellation = new CancellationTokenSource();
        var value = resource.GetEndpoint("tcp").GetValueAsync(cancellation.Token).AsTask();

        await cancellation.CancelAsync();

        await Should.ThrowAsync<OperationCanceledException>(() => value);
    }

    [Theory]
    [InlineData(EndpointProperty.Url, "http://localhost:8080", "{pg.bindings.tcp.url}")]
    [InlineData(EndpointProperty.Host, "localhost", "{pg.bindings.tcp.host}")]
    [InlineData(EndpointProperty.IPV4Host, "127.0.0.1", "{pg.bindings.tcp.host}")]
    [InlineData(EndpointProperty.Port, "8080", "{pg.bindings.tcp.port}")]
    [InlineData(EndpointProperty.Scheme, "http", "{pg.bindings.tcp.scheme}")]
    [InlineData(EndpointProperty.TargetPort, "80", "{pg.bindings.tcp.targetPort}")]
    [InlineData(EndpointProperty.HostAndPort, "localhost:8080", "{pg.bindings.tcp.host}:{pg.bindings.tcp.port}")]
    [InlineData(EndpointProperty.TlsEnabled, "False", "{pg.bindings.tcp.tlsEnabled}")]
    public async Task Each_part_of_the_address_has_a_value_and_an_expression(EndpointProperty property, string value, string expression)
    {
        var endpoint = resource.AddEndpoint(scheme: "http");
        endpoint.AllocatedEndpoint = new(endpoint, "localhost", 8080, targetPortExpression: "80");
        var part = resource.GetEndpoint("tcp").Property(property);

        (await part.GetValueAsync(Cancellation)).ShouldBe(value);
        part.ValueExpression.ShouldBe(expression);
    }

    [Theory]
    [InlineData(EndpointProperty.Scheme, "tcp")]
    [InlineData(EndpointProperty.TlsEnabled, "False")]
    [InlineData(EndpointProperty.IPV4Host, "127.0.0.1")]
    [InlineData(EndpointProperty.TargetPort, "5432")]
    public async Task What_does_not_depend_on_the_address_is_known_before_it(EndpointProperty property, string value)
    {
        resource.AddEndpoint(targetPort: 5432);

        (await resource.GetEndpoint("tcp").Property(property).GetValueAsync(Cancellation)).ShouldBe(value);
    }

    [Fact]
    public async Task A_container_waits_for_the_address_in_its_own_network()
    {
        var endpoint = resource.AddEndpoint();
        endpoint.AllocatedEndpoint = new(endpoint, "localhost", 5432);
        var container = new ContainerResource("client");
        container.Annotations.Add(new ContainerImageAnnotation { Image = "client" });
        var value = resource.GetEndpoint("tcp").GetValueAsync(new ValueProviderContext { Caller = container }, Cancellation).AsTask();
        value.IsCompleted.ShouldBeFalse();

        endpoint.AllAllocatedEndpoints.Set(new(endpoint, "pg", 5432, EndpointBindingMode.SingleAddress, null, KnownNetworkIdentifiers.DefaultAspireContainerNetwork));

        (await value).ShouldBe("tcp://pg:5432");
    }

    [Fact]
    public void The_address_of_an_endpoint_that_has_none_yet_is_an_error()
    {
        resource.AddEndpoint();
        var reference = resource.GetEndpoint("tcp");

        reference.IsAllocated.ShouldBeFalse();
        Should.Throw<InvalidOperationException>(() => reference.Url).Message.ShouldBe("The endpoint `tcp` is not allocated for the resource `pg`.");
    }

    [Fact]
    public void An_endpoint_that_does_not_exist_is_named()
    {
        var reference = resource.GetEndpoint("grpc");

        reference.Exists.ShouldBeFalse();
        Should.Throw<InvalidOperationException>(() => reference.EndpointAnnotation).Message.ShouldBe("The endpoint `grpc` is not defined for the resource `pg`.");
        Should.Throw<InvalidOperationException>(() => new EndpointReference(resource, "grpc") { ErrorMessage = "Add it." }.Scheme).Message.ShouldBe("Add it.");
    }

    [Fact]
    public async Task Who_waits_for_an_endpoint_that_will_never_have_an_address_fails()
    {
        var endpoint = resource.AddEndpoint();
        var value = resource.GetEndpoint("tcp").GetValueAsync(Cancellation).AsTask();

        endpoint.AllocatedEndpoint = null;

        (await Should.ThrowAsync<InvalidOperationException>(() => value)).Message.ShouldBe("The endpoint `tcp` is not allocated");
    }

    [Fact]
    public async Task An_address_can_be_replaced()
    {
        var endpoint = resource.AddEndpoint();
        endpoint.AllocatedEndpoint = new(endpoint, "localhost", 1);
        endpoint.AllocatedEndpoint = new(endpoint, "localhost", 2);

        resource.GetEndpoint("tcp").Port.ShouldBe(2);
        (await resource.GetEndpoint("tcp").GetValueAsync(Cancellation)).ShouldBe("tcp://localhost:2");
    }

    [Fact]
    public void An_address_of_another_network_is_refused()
    {
        var endpoint = resource.AddEndpoint();

        Should.Throw<InvalidOperationException>(() => endpoint.AllocatedEndpoint = new(endpoint, "pg", 1, EndpointBindingMode.SingleAddress, null, KnownNetworkIdentifiers.PublicInternet))
            .Message.ShouldBe("The address of the endpoint `tcp` belongs to the network '.'; allowed: 'localhost'.");
    }

    [Theory]
    [InlineData(0)]
    [InlineData(65536)]
    public void A_port_outside_the_range_is_refused(int port) =>
        Should.Throw<ArgumentOutOfRangeException>(() => new AllocatedEndpoint(resource.AddEndpoint(), "localhost", port));

    [Fact]
    public void Without_a_proxy_port_and_target_port_are_the_same_unless_one_was_cleared()
    {
        var endpoint = new EndpointAnnotation(ProtocolType.Tcp, targetPort: 5432, isProxied: false);
        endpoint.Port.ShouldBe(5432);
        endpoint.Port = null;
        endpoint.Port.ShouldBeNull();

        new EndpointAnnotation(ProtocolType.Tcp, port: 5432, isProxied: false).TargetPort.ShouldBe(5432);
        new EndpointAnnotation(ProtocolType.Tcp, port: 5432).TargetPort.ShouldBeNull();
    }

    [Theory]
    [InlineData(null, "tcp", "tcp", false)]
    [InlineData("http", "http", "http", false)]
    [InlineData("https", "https", "http", true)]
    [InlineData("redis", "redis", "tcp", false)]
    public void Name_transport_and_encryption_follow_the_scheme(string? scheme, string name, string transport, bool tls)
    {
        var endpoint = new EndpointAnnotation(ProtocolType.Tcp, uriScheme: scheme);

        (endpoint.Name, endpoint.Transport, endpoint.TlsEnabled).ShouldBe((name, transport, tls));
    }

    [Fact]
    public async Task An_address_of_this_machine_is_seen_by_containers_under_its_host_name()
    {
        IValueProvider url = new HostUrl("http://localhost:4317");
        var container = new ContainerResource("client");
        container.Annotations.Add(new ContainerImageAnnotation { Image = "client" });

        (await url.GetValueAsync(Cancellation)).ShouldBe("http://localhost:4317");
        (await url.GetValueAsync(new ValueProviderContext { Caller = container }, Cancellation)).ShouldBe("http://host.docker.internal:4317");
    }
}

using System.Net.Sockets;
using Aspire.Hosting.ApplicationModel;

namespace Lab.Embedded.Tests.Model;

public class PublishedEndpointsTests
{
    [Fact]
    public void The_first_endpoint_of_a_projects_scheme_leaves_its_ports_to_the_deployment()
    {
        var project = new ProjectResource("api");
        Add(project, "http", "http");
        Add(project, "admin", "http");

        Ports(project).ShouldBe([(null, null), (8000, 8000)]);
    }

    [Fact]
    public void A_container_listens_on_the_port_it_is_reached_by_unless_it_says_another()
    {
        var container = new ContainerResource("cache");
        Add(container, "a", "tcp", port: 6379);
        Add(container, "b", "tcp", port: 1, targetPort: 2);
        Add(container, "c", "tcp", targetPort: 3);

        Ports(container).ShouldBe([(6379, 6379), (2, 1), (3, 3)]);
        container.ResolveEndpoints().Select(endpoint => endpoint.TargetPort.IsImplicit).ShouldBe([true, false, false]);
    }

    [Fact]
    public void Ports_are_handed_out_once_over_all_resources()
    {
        var allocator = new PortAllocator(9000);
        allocator.AddUsedPort(9001);
        var container = new ContainerResource("cache");
        Add(container, "a", "tcp");
        Add(container, "b", "tcp");

        Ports(container, allocator).ShouldBe([(9000, 9000), (9002, 9002)]);
        allocator.AllocatePort().ShouldBe(9003);
    }

    private static void Add(IResource resource, string name, string scheme, int? port = null, int? targetPort = null) =>
        resource.Annotations.Add(new EndpointAnnotation(ProtocolType.Tcp, uriScheme: scheme, name: name, port: port, targetPort: targetPort));

    private static (int? Target, int? Exposed)[] Ports(IResource resource, PortAllocator? allocator = null) =>
        [.. resource.ResolveEndpoints(allocator).Select(endpoint => ((int?)endpoint.TargetPort, (int?)endpoint.ExposedPort))];
}

using System.Globalization;
using System.Net;
using System.Net.Sockets;
using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
using Lab.Hosting.Embedded.Running.Launching;
using Microsoft.Extensions.Configuration;

namespace Lab.Hosting.Embedded.Running.Endpoints;

/// <summary>Gives the endpoints of resources their addresses before anything starts, so that everybody can refer to everybody.</summary>
internal sealed class EndpointAllocator(PortReservations reservations, IPortProbe probe, IConfiguration configuration) : IAsyncDisposable
{
    private readonly Dictionary<IResource, IReadOnlyList<EndpointPlan>> plans = [];
    private readonly Dictionary<int, string> requested = [];
    private readonly List<TcpForwarder> forwarders = [];

    // As Aspire's own option; set for tests, so that those which run at the same time do not meet.
    private bool RandomisesPorts => configuration.GetValue("DcpPublisher:RandomizePorts", defaultValue: false);

    /// <summary>Decides and publishes the addresses of a resource's endpoints.</summary>
    /// <exception cref="DistributedApplicationException">The endpoints contradict each other.</exception>
    public void Allocate(IResource resource)
    {
        var endpoints = resource.Annotations.OfType<EndpointAnnotation>().Where(e => e.AllocatedEndpoint is null).ToArray();
        foreach (var port in endpoints.Select(Requested).OfType<int>())
        {
            reservations.Exclude(port);
        }

        plans[resource] = [.. endpoints.Select(e => Plan(resource, e))];
        foreach (var plan in plans[resource])
        {
            Publish(resource, plan);
        }
    }

    /// <summary>Where an instance of a resource listens.</summary>
    /// <param name="resource">The resource.</param>
    /// <param name="index">The replica, from 0.</param>
    public IReadOnlyList<EndpointBinding> Bindings(IResource resource, int index) =>
        plans.TryGetValue(resource, out var planned) ? [.. planned.Select(p => new EndpointBinding(p.Endpoint, p.TargetPorts[index]))] : [];

    /// <summary>Makes sure that the ports a resource was given are still free, before it starts.</summary>
    /// <exception cref="LaunchException">Somebody else listens on one of them.</exception>
    public void CheckFree(IResource resource, int index)
    {
        foreach (var plan in plans.GetValueOrDefault(resource, []))
        {
            var port = plan.TargetPorts[index];
            if (plan.Endpoint.Protocol is ProtocolType.Tcp && !probe.IsFree(port))
            {
                throw InUse(resource, plan.Endpoint, port);
            }
        }
    }

    /// <summary>Begins to hand on connections for those endpoints of a resource whose port the host itself holds.</summary>
    /// <param name="resource">The resource.</param>
    /// <param name="runs">Tells whether a replica runs.</param>
    /// <exception cref="LaunchException">Somebody else listens on such a port.</exception>
    public void Forward(IResource resource, Func<int, bool> runs)
    {
        foreach (var plan in plans.GetValueOrDefault(resource, []).Where(p => p.IsForwarded && p.Endpoint.Protocol is ProtocolType.Tcp))
        {
            try
            {
                var forwarder = TcpForwarder.Start(plan.Port, () => [.. plan.TargetPorts.Where((_, i) => runs(i))]);
                lock (forwarders)
                {
                    forwarders.Add(forwarder);
                }
            }
            catch (SocketException)
            {
                throw InUse(resource, plan.Endpoint, plan.Port);
            }
        }
    }

    /// <summary>Ends forwarding.</summary>
    public async ValueTask DisposeAsync()
    {
        foreach (var forwarder in forwarders)
        {
            await forwarder.DisposeAsync().ConfigureAwait(false);
        }

        forwarders.Clear();
    }

    private static void Publish(IResource resource, EndpointPlan plan)
    {
        var endpoint = plan.Endpoint;
        var address = IPAddress.TryParse(endpoint.TargetHost, out var ip) && IPAddress.IsLoopback(ip) ? endpoint.TargetHost : KnownHostNames.Localhost;
        var container = resource.IsContainer();
        var target = container ? (endpoint.TargetPort ?? plan.Port).ToString(CultureInfo.InvariantCulture)
            : plan.TargetPorts is [var only] ? only.ToString(CultureInfo.InvariantCulture)
            : EndpointBinding.PlaceholderOf(endpoint);
        endpoint.AllocatedEndpoint = new AllocatedEndpoint(endpoint, address, plan.Port, target);
        endpoint.AllAllocatedEndpoints.Set(new AllocatedEndpoint(
            endpoint,
            container ? resource.Name : KnownHostNames.DockerDesktopHostBridge,
            container ? endpoint.TargetPort ?? plan.Port : plan.Port,
            EndpointBindingMode.SingleAddress,
            target,
            KnownNetworkIdentifiers.DefaultAspireContainerNetwork));
    }

    private EndpointPlan Plan(IResource resource, EndpointAnnotation endpoint)
    {
        var replicas = resource.GetReplicaCount();
        var port = Requested(endpoint);
        if (port is { } asked && !requested.TryAdd(asked, $"endpoint '{endpoint.Name}' of resource '{resource.Name}'"))
        {
            throw new DistributedApplicationException(
                $"Endpoint '{endpoint.Name}' of resource '{resource.Name}' asks for port {asked}, as {requested[asked]} does: give one of them another port, or none.");
        }

        if (resource.IsContainer())
        {
            var host = port ?? reservations.Next();
            return new EndpointPlan(endpoint, host, [host]);
        }

        if (replicas > 1)
        {
            return endpoint.IsProxied && endpoint.TargetPort is null
                ? new EndpointPlan(endpoint, port ?? reservations.Next(), [.. Enumerable.Range(0, replicas).Select(_ => reservations.Next())])
                : throw new DistributedApplicationException(
                    $"Resource '{resource.Name}' has {replicas} replicas, which cannot share the port of endpoint '{endpoint.Name}': leave out its target port, and let it be proxied.");
        }

        var target = endpoint.TargetPort ?? port ?? reservations.Next();
        return new EndpointPlan(endpoint, port ?? target, [target]);
    }

    private int? Requested(EndpointAnnotation endpoint) => RandomisesPorts && endpoint.IsProxied ? null : endpoint.Port;

    private LaunchException InUse(IResource resource, EndpointAnnotation endpoint, int port)
    {
        var holder = probe.Holder(port) is { } process ? $" by {process}" : "";
        return new LaunchException(
            $"Resource '{resource.Name}' cannot listen on port {port} (endpoint '{endpoint.Name}'): it is in use{holder}. End that process, or give the endpoint another port.");
    }
}

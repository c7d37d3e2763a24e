using System.Net.Sockets;

namespace Aspire.Hosting.ApplicationModel;

/// <summary>A port by which a resource is reached.</summary>
public sealed class EndpointAnnotation : IResourceAnnotation
{
    private int? port;
    private int? targetPort;
    private bool portWasCleared;
    private bool targetPortWasCleared;
    private string? transport;
    private bool? tlsEnabled;

    internal EndpointAnnotation(
        ProtocolType protocol,
        string? uriScheme = null,
        string? transport = null,
        string? name = null,
        int? port = null,
        int? targetPort = null,
        bool? isExternal = null,
        bool isProxied = true,
        NetworkIdentifier? network = null)
    {
        uriScheme ??= protocol is ProtocolType.Udp ? "udp" : "tcp";
        name ??= uriScheme;
        ModelName.Validate(nameof(EndpointAnnotation), name);
        Protocol = protocol;
        UriScheme = uriScheme;
        Name = name;
        this.transport = transport;
        this.port = port;
        this.targetPort = targetPort;
        IsExternal = isExternal ?? false;
        IsProxied = isProxied;
        DefaultNetworkID = network ?? KnownNetworkIdentifiers.LocalhostNetwork;
        AllAllocatedEndpoints.For(DefaultNetworkID);
    }

    /// <summary>The endpoint's name, unique within its resource.</summary>
    public string Name { get; set; }

    /// <summary>TCP or UDP.</summary>
    public ProtocolType Protocol { get; set; }

    /// <summary>The port by which others reach it; null for any. Without a proxy it is the target port.</summary>
    public int? Port
    {
        get => port ?? (IsProxied || portWasCleared ? null : targetPort);
        set
        {
            port = value;
            portWasCleared = value is null;
        }
    }

    /// <summary>The port on which the resource itself listens; null for one that the host chooses. Without a proxy it is the port.</summary>
    public int? TargetPort
    {
        get => targetPort ?? (IsProxied || targetPortWasCleared ? null : port);
        set
        {
            targetPort = value;
            targetPortWasCleared = value is null;
        }
    }

    /// <summary>The scheme of its address.</summary>
    public string UriScheme { get; set; }

    /// <summary>The host on which the resource listens.</summary>
    public string TargetHost { get; set; } = KnownHostNames.Localhost;

    /// <summary>What is spoken: <c>http</c>, <c>http2</c>, <c>tcp</c>, <c>udp</c>; by the scheme unless set.</summary>
    public string Transport
    {
        get => transport ?? (UriScheme.ToLowerInvariant() is "http" or "https" ? "http" : ProtocolName);
        set => transport = value;
    }

    /// <summary>Whether it is meant for users, outside the application.</summary>
    public bool IsExternal { get; set; }

    /// <summary>Whether a proxy may stand before it.</summary>
    public bool IsProxied { get; set; }

    /// <summary>Whether it is encrypted; by the scheme unless set.</summary>
    public bool TlsEnabled
    {
        get => tlsEnabled ?? string.Equals(UriScheme, "https", StringComparison.OrdinalIgnoreCase);
        set => tlsEnabled = value;
    }

    /// <summary>The network of <see cref="AllocatedEndpoint"/>.</summary>
    public NetworkIdentifier DefaultNetworkID { get; }

    /// <summary>The address in the default network; null until it is known. Setting null makes those who wait for it fail.</summary>
    /// <exception cref="InvalidOperationException">The address belongs to another network.</exception>
    public AllocatedEndpoint? AllocatedEndpoint
    {
        get => DefaultSnapshot is { IsValueSet: true } snapshot ? snapshot.GetValueAsync().GetAwaiter().GetResult() : null;
        set
        {
            if (value is null)
            {
                DefaultSnapshot.SetException(new InvalidOperationException($"The endpoint `{Name}` is not allocated"));
                return;
            }

            if (value.NetworkID != DefaultNetworkID)
            {
                throw new InvalidOperationException(
                    $"The address of the endpoint `{Name}` belongs to the network '{value.NetworkID.Value}'; allowed: '{DefaultNetworkID.Value}'.");
            }

            DefaultSnapshot.SetValue(value);
        }
    }

    /// <summary>The addresses in all networks.</summary>
    public NetworkEndpointSnapshotList AllAllocatedEndpoints { get; } = [];

    /// <summary>Whether the endpoint stems from a launch profile.</summary>
    internal bool FromLaunchProfile { get; set; }

    /// <summary>The environment variable that tells the resource its target port.</summary>
    internal string? TargetPortEnvironmentVariable { get; set; }

    private string ProtocolName => Protocol is ProtocolType.Udp ? "udp" : "tcp";

    private ValueSnapshot<AllocatedEndpoint> DefaultSnapshot => AllAllocatedEndpoints.For(DefaultNetworkID);
}

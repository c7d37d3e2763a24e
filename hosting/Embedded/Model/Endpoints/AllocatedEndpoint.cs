namespace Aspire.Hosting.ApplicationModel;

/// <summary>The address that an endpoint was given.</summary>
public class AllocatedEndpoint
{
    /// <summary>Creates an address on which an endpoint listens alone.</summary>
    /// <param name="endpoint">The endpoint.</param>
    /// <param name="address">The host name or address by which it is reached.</param>
    /// <param name="port">The port by which it is reached, 1 to 65535.</param>
    /// <param name="targetPortExpression">The port on which the resource itself listens.</param>
    /// <exception cref="ArgumentOutOfRangeException">The port is none.</exception>
    public AllocatedEndpoint(EndpointAnnotation endpoint, string address, int port, string? targetPortExpression = null)
        : this(endpoint, address, port, EndpointBindingMode.SingleAddress, targetPortExpression)
    {
    }

    /// <summary>Creates an address.</summary>
    /// <param name="endpoint">The endpoint.</param>
    /// <param name="address">The host name or address by which it is reached.</param>
    /// <param name="port">The port by which it is reached, 1 to 65535.</param>
    /// <param name="bindingMode">On which addresses it listens.</param>
    /// <param name="targetPortExpression">The port on which the resource itself listens.</param>
    /// <exception cref="ArgumentOutOfRangeException">The port is none.</exception>
    public AllocatedEndpoint(EndpointAnnotation endpoint, string address, int port, EndpointBindingMode bindingMode, string? targetPortExpression = null)
        : this(endpoint, address, port, bindingMode, targetPortExpression, null)
    {
    }

    internal AllocatedEndpoint(EndpointAnnotation endpoint, string address, int port, EndpointBindingMode bindingMode, string? targetPortExpression, NetworkIdentifier? network)
    {
        ArgumentNullException.ThrowIfNull(endpoint);
        ArgumentException.ThrowIfNullOrEmpty(address);
        ArgumentOutOfRangeException.ThrowIfLessThan(port, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(port, 65535);
        Endpoint = endpoint;
        Address = address;
        Port = port;
        BindingMode = bindingMode;
        TargetPortExpression = targetPortExpression;
        NetworkID = network ?? endpoint.DefaultNetworkID;
    }

    /// <summary>The endpoint.</summary>
    public EndpointAnnotation Endpoint { get; }

    /// <summary>The host name or address by which it is reached.</summary>
    public string Address { get; }

    /// <summary>The port by which it is reached.</summary>
    public int Port { get; }

    /// <summary>On which addresses it listens.</summary>
    public EndpointBindingMode BindingMode { get; }

    /// <summary>The port on which the resource itself listens.</summary>
    public string? TargetPortExpression { get; }

    /// <summary>The network in which the address holds.</summary>
    public NetworkIdentifier NetworkID { get; }

    /// <summary>The scheme.</summary>
    public string UriScheme => Endpoint.UriScheme;

    /// <summary>Address and port.</summary>
    public string EndPointString => $"{Address}:{Port}";

    /// <summary>Scheme, address and port.</summary>
    public string UriString => $"{UriScheme}://{EndPointString}";

    /// <inheritdoc />
    public override string ToString() => UriString;
}

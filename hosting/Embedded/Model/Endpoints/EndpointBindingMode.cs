namespace Aspire.Hosting.ApplicationModel;

/// <summary>On which addresses an endpoint listens.</summary>
public enum EndpointBindingMode
{
    /// <summary>On its own address only.</summary>
    SingleAddress,

    /// <summary>On all addresses of both families.</summary>
    DualStackAnyAddresses,

    /// <summary>On all IPv4 addresses.</summary>
    IPv4AnyAddresses,

    /// <summary>On all IPv6 addresses.</summary>
    IPv6AnyAddresses,
}

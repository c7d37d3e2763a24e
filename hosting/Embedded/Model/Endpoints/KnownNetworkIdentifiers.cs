namespace Aspire.Hosting.ApplicationModel;

/// <summary>The networks that the host knows.</summary>
public static class KnownNetworkIdentifiers
{
    /// <summary>The loopback network of this machine.</summary>
    public static readonly NetworkIdentifier LocalhostNetwork = new("localhost");

    /// <summary>The network that anyone reaches.</summary>
    public static readonly NetworkIdentifier PublicInternet = new(".");

    /// <summary>The network between the application's containers.</summary>
    public static readonly NetworkIdentifier DefaultAspireContainerNetwork = new("aspire-container-network");
}

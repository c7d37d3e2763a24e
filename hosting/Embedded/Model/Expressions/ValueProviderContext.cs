namespace Aspire.Hosting.ApplicationModel;

/// <summary>For whom, and in which network, a value is asked.</summary>
public class ValueProviderContext
{
    /// <summary>The application's execution context, where there is one.</summary>
    public DistributedApplicationExecutionContext? ExecutionContext { get; init; }

    /// <summary>The resource that will use the value.</summary>
    public IResource? Caller { get; init; }

    /// <summary>The network in which the value will be used; null for the caller's own.</summary>
    public NetworkIdentifier? Network { get; init; }

    /// <summary>The network that applies: the one asked for, the caller's, or the host's loopback network.</summary>
    internal NetworkIdentifier EffectiveNetwork =>
        Network ?? Caller?.GetDefaultNetwork() ?? KnownNetworkIdentifiers.LocalhostNetwork;
}

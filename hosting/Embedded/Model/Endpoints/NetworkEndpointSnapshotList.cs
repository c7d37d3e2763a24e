using System.Collections;
using System.Collections.Concurrent;

namespace Aspire.Hosting.ApplicationModel;

/// <summary>The addresses of an endpoint, one for each network.</summary>
public class NetworkEndpointSnapshotList : IEnumerable<NetworkEndpointSnapshot>
{
    private readonly ConcurrentDictionary<NetworkIdentifier, NetworkEndpointSnapshot> snapshots = new();

    /// <inheritdoc />
    public IEnumerator<NetworkEndpointSnapshot> GetEnumerator() => snapshots.Values.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    internal ValueSnapshot<AllocatedEndpoint> For(NetworkIdentifier network) =>
        snapshots.GetOrAdd(network, id => new(new ValueSnapshot<AllocatedEndpoint>(), id)).Snapshot;

    /// <summary>Sets the address in the network that it belongs to.</summary>
    internal void Set(AllocatedEndpoint endpoint) => For(endpoint.NetworkID).SetValue(endpoint);
}

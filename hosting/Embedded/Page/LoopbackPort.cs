using System.Net;
using System.Net.Sockets;

namespace Lab.Hosting.Embedded.Page;

/// <summary>Finds a port that is free on both loopback addresses: <c>localhost</c> means either, and must not lead to somebody else.</summary>
internal static class LoopbackPort
{
    public static int FindFree()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}

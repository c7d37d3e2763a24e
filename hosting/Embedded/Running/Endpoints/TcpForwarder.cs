using System.Net;
using System.Net.Sockets;

namespace Lab.Hosting.Embedded.Running.Endpoints;

/// <summary>Listens on a port of the loopback interface and hands each connection to one of several servers, in turn.</summary>
internal sealed class TcpForwarder : IAsyncDisposable
{
    private readonly CancellationTokenSource stopping = new();
    private readonly Func<IReadOnlyList<int>> targets;
    private readonly List<Socket> listeners = [];
    private readonly List<Task> accepting = [];
    private int turn;

    private TcpForwarder(Func<IReadOnlyList<int>> targets) => this.targets = targets;

    /// <summary>Begins to listen.</summary>
    /// <param name="port">The port.</param>
    /// <param name="targets">Gives the ports of the servers that run now; a connection that none of them takes is closed.</param>
    /// <exception cref="SocketException">The port is in use.</exception>
    public static TcpForwarder Start(int port, Func<IReadOnlyList<int>> targets)
    {
        var forwarder = new TcpForwarder(targets);
        try
        {
            forwarder.Listen(new IPEndPoint(IPAddress.Loopback, port));
            if (Socket.OSSupportsIPv6)
            {
                forwarder.ListenIfPossible(new IPEndPoint(IPAddress.IPv6Loopback, port));
            }

            return forwarder;
        }
        catch
        {
            forwarder.CloseListeners();
            throw;
        }
    }

    /// <summary>Ends listening and all connections.</summary>
    public async ValueTask DisposeAsync()
    {
        await stopping.CancelAsync().ConfigureAwait(false);
        CloseListeners();
        await Task.WhenAll(accepting).ConfigureAwait(false);
        stopping.Dispose();
    }

    private void ListenIfPossible(IPEndPoint address)
    {
        try
        {
            Listen(address);
        }
        catch (SocketException error) when (error.SocketErrorCode is SocketError.AddressNotAvailable or SocketError.AddressFamilyNotSupported)
        {
            // No IPv6 on this machine.
        }
    }

    private void Listen(IPEndPoint address)
    {
        var listener = new Socket(address.AddressFamily, SocketType.Stream, ProtocolType.Tcp);
        listeners.Add(listener);
        listener.Bind(address);
        listener.Listen();
        accepting.Add(AcceptAsync(listener));
    }

    private async Task AcceptAsync(Socket listener)
    {
        var connections = new List<Task>();
        try
        {
            while (true)
            {
                var client = await listener.AcceptAsync(stopping.Token).ConfigureAwait(false);
                connections.RemoveAll(c => c.IsCompleted);
                connections.Add(ForwardAsync(client));
            }
        }
        catch (Exception error) when (error is OperationCanceledException or SocketException or ObjectDisposedException)
        {
            // Listening has ended.
        }

        await Task.WhenAll(connections).ConfigureAwait(false);
    }

    private async Task ForwardAsync(Socket client)
    {
        using var inbound = client;
        try
        {
            using var outbound = await ConnectAsync().ConfigureAwait(false);
            if (outbound is not null)
            {
                inbound.NoDelay = outbound.NoDelay = true;
                await Task.WhenAll(PumpAsync(inbound, outbound), PumpAsync(outbound, inbound)).ConfigureAwait(false);
            }
        }
        catch (Exception error) when (error is IOException or SocketException or OperationCanceledException or ObjectDisposedException)
        {
            // One side is gone: both are closed.
        }
    }

    private async Task<Socket?> ConnectAsync()
    {
        var ports = targets();
        var first = Interlocked.Increment(ref turn);
        for (var i = 0; i < ports.Count; i++)
        {
            var socket = new Socket(SocketType.Stream, ProtocolType.Tcp);
            try
            {
                await socket.ConnectAsync("localhost", ports[(int)((uint)(first + i) % (uint)ports.Count)], stopping.Token).ConfigureAwait(false);
                return socket;
            }
            catch (SocketException)
            {
                // The next may be up.
                socket.Dispose();
            }
            catch
            {
                socket.Dispose();
                throw;
            }
        }

        return null;
    }

    private async Task PumpAsync(Socket from, Socket to)
    {
        var buffer = new byte[16 * 1024];
        int count;
        while ((count = await from.ReceiveAsync(buffer, SocketFlags.None, stopping.Token).ConfigureAwait(false)) > 0)
        {
            for (var sent = 0; sent < count;)
            {
                sent += await to.SendAsync(buffer.AsMemory(sent, count - sent), SocketFlags.None, stopping.Token).ConfigureAwait(false);
            }
        }

        to.Shutdown(SocketShutdown.Send);
    }

    private void CloseListeners() => listeners.ForEach(l => l.Dispose());
}

using System.Net;
using System.Net.Sockets;
using System.Security.Authentication;

namespace Lab.Testing;

/// <summary>Listens on a free port of the loopback interface and serves each connection as a test says.</summary>
internal abstract class LoopbackServer : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _stop = new();
    private Task _accepting = Task.CompletedTask;

    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        _listener.Stop();
        await _accepting;
        _stop.Dispose();
    }

    /// <summary>Begins to listen.</summary>
    protected void Start()
    {
        _listener.Start();
        _accepting = AcceptAsync();
    }

    /// <summary>Serves a connection until it ends.</summary>
    /// <param name="client">The connection, which is closed afterwards.</param>
    /// <param name="stopping">The test is over.</param>
    protected abstract Task ServeAsync(TcpClient client, CancellationToken stopping);

    private async Task AcceptAsync()
    {
        var clients = new List<Task>();
        try
        {
            while (true)
            {
                clients.Add(ServeUntilGoneAsync(await _listener.AcceptTcpClientAsync(_stop.Token)));
            }
        }
        catch (OperationCanceledException)
        {
            await Task.WhenAll(clients);
        }
    }

    private async Task ServeUntilGoneAsync(TcpClient client)
    {
        using var connection = client;
        try
        {
            await ServeAsync(client, _stop.Token);
        }
        catch (Exception exception) when (exception is IOException or SocketException or OperationCanceledException or AuthenticationException)
        {
            // The client went away, or the test is over.
        }
    }
}

using System.Collections.Concurrent;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;
using Lab.Engines.MongoDB.Commands;
using Lab.Engines.MongoDB.Wire;

namespace Lab.Engines.MongoDB.Server;

/// <summary>Takes connections, up to a limit, and closes all of them at the end.</summary>
internal sealed class ConnectionListener(ServerState server, TcpListener listener, X509Certificate2 certificate)
{
    private const int MaxConnections = 1_000;

    private static readonly TimeSpan HandshakePatience = TimeSpan.FromSeconds(20);

    private readonly CommandDispatcher _dispatcher = new(server);
    private readonly ConcurrentDictionary<int, Task> _connections = new();
    private readonly SslStreamCertificateContext _certificate = SslStreamCertificateContext.Create(certificate, null, offline: true);

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        var number = 0;
        try
        {
            while (true)
            {
                var client = await listener.AcceptTcpClientAsync(cancellationToken).ConfigureAwait(false);
                if (server.Counters.Connections >= MaxConnections)
                {
                    server.Log.Write($"connection refused: {MaxConnections} are open already");
                    client.Dispose();
                    continue;
                }

                server.Counters.Connected();
                var id = ++number;
                var serving = ServeAsync(client, id, cancellationToken);
                _connections[id] = serving;
                _ = serving.ContinueWith(_ => _connections.TryRemove(id, out Task? _), CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
            }
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            await Task.WhenAll(_connections.Values).ConfigureAwait(false);
        }
    }

    private async Task ServeAsync(TcpClient client, int id, CancellationToken cancellationToken)
    {
        await Task.Yield();
        try
        {
            using (client)
            {
                client.NoDelay = true;
                var stream = new SslStream(client.GetStream(), leaveInnerStreamOpen: false);
                await using (stream.ConfigureAwait(false))
                {
                    await GreetAsync(stream, cancellationToken).ConfigureAwait(false);
                    // A client that uses an address instead of a name sends no name.
                    var host = stream.TargetHostName is { Length: > 0 } name ? name : "127.0.0.1";
                    var state = new ConnectionState(id, host, client.Client.RemoteEndPoint?.ToString() ?? "");
                    using var connection = new Connection(_dispatcher, state, stream);
                    await connection.RunAsync(cancellationToken).ConfigureAwait(false);
                }
            }
        }
        catch (WireException error)
        {
            server.Log.Write($"connection {id} closed: {error.Message}");
        }
        catch (Exception error) when (error is IOException or SocketException or AuthenticationException or OperationCanceledException or ObjectDisposedException)
        {
            // The client went away, spoke no TLS, or the server stops.
        }
        catch (Exception error)
        {
            // One client's connection must not take the server along.
            server.Log.Write($"error: connection {id} closed: {error.GetType().Name}: {error.Message.ReplaceLineEndings(" ")}");
        }
        finally
        {
            server.Counters.Disconnected();
        }
    }

    private async Task GreetAsync(SslStream stream, CancellationToken cancellationToken)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        patience.CancelAfter(HandshakePatience);
        await stream.AuthenticateAsServerAsync(
            new SslServerAuthenticationOptions
            {
                ServerCertificateContext = _certificate,
                EnabledSslProtocols = SslProtocols.Tls12 | SslProtocols.Tls13,
                CertificateRevocationCheckMode = X509RevocationMode.NoCheck,
            },
            patience.Token).ConfigureAwait(false);
    }
}

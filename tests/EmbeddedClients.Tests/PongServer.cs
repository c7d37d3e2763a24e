using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Lab.EmbeddedClients.Tests;

/// <summary>Speaks just enough RESP for a client to connect and ping: other commands are refused.</summary>
internal sealed class PongServer : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _stop = new();
    private readonly Task _accepting;

    public PongServer()
    {
        _listener.Start();
        _accepting = AcceptAsync();
    }

    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        _listener.Stop();
        await _accepting;
        _stop.Dispose();
    }

    private async Task AcceptAsync()
    {
        var clients = new List<Task>();
        try
        {
            while (true)
            {
                clients.Add(ServeAsync(await _listener.AcceptTcpClientAsync(_stop.Token)));
            }
        }
        catch (OperationCanceledException)
        {
            await Task.WhenAll(clients);
        }
    }

    private async Task ServeAsync(TcpClient client)
    {
        using var connection = client;
        await using var stream = client.GetStream();
        using var reader = new StreamReader(stream, Encoding.Latin1);
        try
        {
            while (await reader.ReadLineAsync(_stop.Token) is { } header)
            {
                var arguments = new string[int.Parse(header.AsSpan(1), System.Globalization.CultureInfo.InvariantCulture)];
                for (var i = 0; i < arguments.Length; i++)
                {
                    // An argument may be any bytes: its length counts, not its line.
                    var length = int.Parse((await reader.ReadLineAsync(_stop.Token)).AsSpan(1), System.Globalization.CultureInfo.InvariantCulture);
                    var argument = new char[length + 2];
                    await reader.ReadBlockAsync(argument, _stop.Token);
                    arguments[i] = new string(argument, 0, length);
                }

                await stream.WriteAsync(Encoding.Latin1.GetBytes(Answer(arguments)), _stop.Token);
            }
        }
        catch (Exception exception) when (exception is OperationCanceledException or IOException)
        {
            // The test is over.
        }
    }

    private static string Answer(string[] arguments) => arguments[0].ToUpperInvariant() switch
    {
        "PING" => "+PONG\r\n",
        "ECHO" => $"${arguments[1].Length}\r\n{arguments[1]}\r\n",
        _ => "-ERR unknown command\r\n",
    };
}

using System.Globalization;
using System.Net.Sockets;
using System.Text;
using Lab.Testing;

namespace Lab.EmbeddedClients.Tests;

/// <summary>Speaks just enough RESP for a client to connect and ping: other commands are refused.</summary>
internal sealed class PongServer : LoopbackServer
{
    public PongServer() => Start();

    protected override async Task ServeAsync(TcpClient client, CancellationToken stopping)
    {
        await using var stream = client.GetStream();
        using var reader = new StreamReader(stream, Encoding.Latin1);
        while (await reader.ReadLineAsync(stopping) is { } header)
        {
            var arguments = new string[int.Parse(header.AsSpan(1), CultureInfo.InvariantCulture)];
            for (var i = 0; i < arguments.Length; i++)
            {
                // An argument may be any bytes: its length counts, not its line.
                var length = int.Parse((await reader.ReadLineAsync(stopping)).AsSpan(1), CultureInfo.InvariantCulture);
                var argument = new char[length + 2];
                await reader.ReadBlockAsync(argument, stopping);
                arguments[i] = new string(argument, 0, length);
            }

            await stream.WriteAsync(Encoding.Latin1.GetBytes(Answer(arguments)), stopping);
        }
    }

    private static string Answer(string[] arguments) => arguments[0].ToUpperInvariant() switch
    {
        "PING" => "+PONG\r\n",
        "ECHO" => $"${arguments[1].Length}\r\n{arguments[1]}\r\n",
        _ => "-ERR unknown command\r\n",
    };
}
